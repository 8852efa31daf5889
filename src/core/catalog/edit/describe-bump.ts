import { quote } from '../../diagnostics/quote.ts';
import { listWords } from '../../diagnostics/suggest.ts';
import { hubKind } from '../../hub-kinds/kinds.ts';
import { formatFromLine } from '../../images/from-line.ts';
import type { Catalog, Content, Environment, EnvironmentVersion } from '../types.ts';
import { findEnvironment } from '../views.ts';

/**
 * What a bump changes for students, and what is left to do, one sentence each.
 *
 * @param catalog as it is after the bump
 */
export function describeBump(catalog: Catalog, environmentId: string, oldTag: string): readonly string[] {
  const environment = findEnvironment(catalog, environmentId);
  if (environment === undefined) return [];
  const name = (tag: string) => `${environment.title} ${tag}`;
  const { current } = environment;
  const label = environment.earlier.find(({ tag }) => tag === oldTag)?.label;
  const lines = catalog.contents.flatMap((content) => describeContent(content, environmentId, oldTag, name));
  lines.push(
    `${name(oldTag)} can still be started: notebook pages offer it as an earlier version${label === undefined ? '' : `, ${quote(label)}`}.`,
  );
  for (const { type, title, environments } of catalog.hubs) {
    if (hubKind(type).runs === 'given-images' && environments?.includes(environmentId))
      lines.push(
        `${title} runs the images that its administrators gave it: ask them for ${name(current.tag)}.`,
      );
  }
  lines.push(...describeBinder(environment, current));
  if (current.accepted !== undefined)
    lines.push(
      `What "accepted" says of ${quote(environmentId)} is about the new version now: remove what is no longer true.`,
    );
  return lines;
}

function describeContent(
  { id, environment, notebooks, editions }: Content,
  environmentId: string,
  oldTag: string,
  name: (tag: string) => string,
): string[] {
  const runsHere = (part: { readonly environment?: string }) =>
    (part.environment ?? environment) === environmentId;
  const links =
    environment === environmentId
      ? [
          `Links to the notebooks of ${quote(id)} (/l/${id}/…) stay, and open the new version instead of ${name(oldTag)}.`,
        ]
      : notebooks
          .filter(runsHere)
          .map(({ path }) => `The link to ${quote(path)} of ${quote(id)} stays, and opens the new version.`);
  const kept = editions
    .filter((edition) => edition.tag === oldTag && runsHere(edition))
    .map((each) => each.id);
  if (kept.length === 0) return links;
  return [
    ...links,
    `The ${kept.length === 1 ? 'edition' : 'editions'} ${listWords(kept, 'and')} of ${quote(id)} (/l/${id}/…/@${kept[0]}/) keep ${name(oldTag)}.`,
  ];
}

/** The line that an own Binder repository needs now. */
function describeBinder(
  { image }: Environment,
  { tag, digest, binder, isBinderManaged }: EnvironmentVersion,
): string[] {
  if (binder === undefined || binder.buildsContent) return [];
  if (isBinderManaged) {
    return [
      `BinderHubs will build the commit ${binder.ref}: "slipway binder-refs --push" writes it, which the catalogue's workflow does by itself.`,
    ];
  }
  return [
    `Write this line into the Dockerfile of ${binder.repository} at ${binder.ref}: ${formatFromLine(image, tag, digest)}`,
  ];
}
