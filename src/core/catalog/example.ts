import { trimEndSlashes } from '../trim.ts';
import type { Content } from './types.ts';

/** Address that the shipped example gives where a catalogue names its own repository; no such repository exists. */
export const EXAMPLE_REPOSITORY = 'https://github.com/example/slipway';

/** Whether an address is the example's placeholder, as people and hosts write it. */
export function isExampleRepository(address: string): boolean {
  return trimEndSlashes(address.toLowerCase()).replace(/\.git$/, '') === EXAMPLE_REPOSITORY;
}

/**
 * Whether a catalogue is the shipped example: all its notebooks would be pulled from the placeholder, so none
 * of its launch links has ever worked.
 */
export function isExample(contents: readonly Pick<Content, 'repository'>[]): boolean {
  return contents.length > 0 && contents.every(({ repository }) => isExampleRepository(repository));
}
