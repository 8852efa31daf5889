import { type Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_FOLDERS } from '../core/default-folders.ts';
import { trimEndSlashes } from '../core/trim.ts';
import { FORMATS, type Format } from './output.ts';

/** Folder that holds the manifest; all commands that work on a catalogue have it. */
export function contentOption(): Option {
  return new Option(
    '--content <dir>',
    `folder that holds catalog.yaml (default: SLIPWAY_CONTENT, else ${DEFAULT_FOLDERS.content} where that holds one, else this folder)`,
  ).argParser(parseName);
}

/**
 * A file, folder or remote. An empty one comes of a variable that is not set, and would mean the working folder.
 *
 * @throws InvalidArgumentError
 */
export function parseName(text: string): string {
  if (text !== '') return text;
  throw new InvalidArgumentError('It takes a name.');
}

export function formatOption(formats: readonly Format[] = FORMATS): Option {
  return new Option('--format <format>', 'how results are printed').choices(formats).default('text');
}

/** Where the site is published, for what reads there. */
export function siteAddressOption(): Option {
  return new Option(
    '--site <url>',
    'home of the published site, for --previous auto (default: site.url of the manifest)',
  ).argParser((text) => `${trimEndSlashes(parseOrigin(text))}/`);
}

/** Options of a build, which `start` has, too. */
export interface BuildOptions {
  readonly content?: string;
  readonly outDir: string;
  readonly site?: string;
  readonly base?: string;
  readonly force: boolean;
}

export function addBuildOptions(command: Command): Command {
  return command
    .addOption(contentOption())
    .option('--outDir <dir>', 'folder of the finished site', DEFAULT_FOLDERS.site)
    .option('--site <url>', 'origin of the published site, in place of that of site.url', parseOrigin)
    .option('--base <path>', 'path of the published site, in place of that of site.url', parseBase)
    .option('--force', 'build even where nothing has changed', false);
}

export const DEFAULT_PORT = 4321;

export function portOption(): Option {
  return new Option('--port <number>', `port to serve at (default: PORT, else ${DEFAULT_PORT})`).argParser(
    (text) => {
      if (isPort(text)) return Number(text);
      throw new InvalidArgumentError('It takes a number from 0 to 65535.');
    },
  );
}

export function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
}

/** @throws InvalidArgumentError */
export function parseConcurrency(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 64) return number;
  throw new InvalidArgumentError('It takes a number from 1 to 64.');
}

/** @throws InvalidArgumentError */
function parseOrigin(text: string): string {
  const url = URL.parse(text);
  const isWeb = url !== null && /^https?:$/.test(url.protocol);
  if (isWeb && !/[?#]/.test(text) && url.username === '' && url.password === '') return text;
  throw new InvalidArgumentError('It takes an address such as https://example.org.');
}

/** @throws InvalidArgumentError */
function parseBase(text: string): string {
  if (!/[?#\\\s:]/.test(text)) return text;
  throw new InvalidArgumentError('It takes a path such as /notebooks/.');
}
