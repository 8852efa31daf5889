import { quote } from '../../diagnostics/quote.ts';
import { isId } from '../fields/ids.ts';
import { environmentIdOf, environmentKey } from '../former-ids.ts';
import { describeUnknown } from '../issues.ts';
import type { Problem } from '../reporter.ts';
import { slugify } from '../slug.ts';
import { type ManifestParts, mapOf } from './manifest-parts.ts';

/** What `moved` and `retired` say of notebooks, or of environments, which lead only to their own kind. */
export interface FormerIds {
  readonly what: 'notebook' | 'environment';
  /** `what` with its article. */
  readonly one: string;
  /** Former id → present one. */
  readonly moved: ReadonlyMap<string, string>;
  /** Retired id → what its entry names instead; undefined where the entry names nothing. */
  readonly retired: ReadonlyMap<string, string | undefined>;
  /** Ids that the manifest itself gives, whether or not their files are there. */
  readonly declared: ReadonlySet<string>;
  /** Why an id cannot be led to, as far as the manifest alone tells. */
  findFault(target: string): Problem | undefined;
}

export function listFormerIds(parts: ManifestParts): readonly FormerIds[] {
  const { contents, environments } = parts;
  const environmentOf = (key: string) => environmentIdOf(key, contents);
  const select = <Value>(map: ReadonlyMap<string, Value>, isEnvironment: boolean) =>
    new Map([...map].filter(([key]) => (environmentOf(key) !== undefined) === isEnvironment));
  const isFormer = (id: string) => parts.moved.has(id) || parts.retired.has(id);
  const wrongKind = (message: string, hint: string): Problem => ({
    code: 'manifest/wrong-kind-of-id',
    message,
    hint,
  });
  return [
    {
      what: 'notebook',
      one: 'a notebook',
      moved: select(parts.moved, false),
      retired: select(parts.retired, false),
      declared: declaredIds(parts),
      findFault(target) {
        if (environmentOf(target) !== undefined) {
          return wrongKind(
            `${quote(target)} is the id of an environment, and readers of a notebook's old links need a notebook.`,
            'Write "<content>/<notebook>".',
          );
        }
        const content = target.split('/')[0] ?? '';
        if (!target.includes('/') || contents.size === 0 || contents.has(content)) return undefined;
        if (isFormer(target) || isMisspelt(content, parts)) return undefined;
        const { message, hint } = describeUnknown('content', content, [...contents.keys()]);
        return { code: 'manifest/unknown-content', message, hint };
      },
    },
    {
      what: 'environment',
      one: 'an environment',
      moved: select(parts.moved, true),
      retired: select(parts.retired, true),
      declared: new Set([...environments.keys()].map(environmentKey)),
      findFault(target) {
        // Another form is no id at all, which the schema has reported.
        if (!target.includes('/')) return undefined;
        const id = environmentOf(target);
        if (id === undefined) {
          return wrongKind(
            `${quote(target)} is the id of a notebook, and an environment's old page and badge need an environment.`,
            'Write "environments/<id>".',
          );
        }
        if (environments.size === 0 || environments.has(id) || isFormer(target)) return undefined;
        const { message, hint } = describeUnknown('environment', id, [...environments.keys()]);
        return { code: 'manifest/unknown-environment', message, hint };
      },
    },
  ];
}

/** Whether a content has this id as soon as its own is written as ids are. */
function isMisspelt(id: string, { contents }: ManifestParts): boolean {
  return [...contents.keys()].some((key) => !isId(key) && slugify(key) === id);
}

function declaredIds(parts: ManifestParts): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const [contentId, content] of parts.contents) {
    for (const { id } of mapOf(content.notebooks).values())
      if (id !== undefined) ids.add(`${contentId}/${id}`);
  }
  return ids;
}
