import type { BinderPreflight, Tristate } from '../images/binder-preflight.ts';
import type { Texts } from '../texts/en.ts';

/** What is said alike of an image, such as all that it lacks. */
export interface PreflightGroup {
  readonly told: Tristate;
  /** A label and what is so, such as `Missing: git`. */
  readonly text: string;
}

/** What is missing comes first, what is unknown last. */
const ORDER: readonly Tristate[] = ['no', 'yes', 'unknown'];

/**
 * What Binder needs of an image, by whether it is there.
 *
 * @param language BCP 47 tag, for lists
 */
export function formatPreflight(
  preflight: BinderPreflight,
  t: Texts,
  language: string,
): readonly PreflightGroup[] {
  const texts = t.health.preflight;
  const names = {
    user: texts.user,
    entrypoint: texts.entrypoint,
    nbgitpuller: 'nbgitpuller',
    git: 'git',
    server: texts.server,
  } satisfies Record<Exclude<keyof BinderPreflight, 'command'>, string>;
  const list = new Intl.ListFormat([language, 'en']);
  const needs = Object.keys(names) as (keyof typeof names)[];
  return ORDER.flatMap((told) => {
    const alike = needs.filter((need) => preflight[need] === told).map((need) => names[need]);
    return alike.length === 0 ? [] : [{ told, text: texts[told](list.format(alike)) }];
  });
}
