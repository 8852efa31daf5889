import { trimEndSlashes } from '../trim.ts';
/** What a reader tells the people behind a catalogue. */
export interface LauncherReport {
  readonly title: string;
  /** Lines of plain text. */
  readonly body: string;
}

/** As it stands in the address: longer ones are cut or refused on their way. */
const MAX_ENCODED_LENGTH = 4_000;

/** Issue trackers whose form can be filled in by its address. */
const TRACKERS: readonly {
  readonly matches: (host: string) => boolean;
  readonly path: string;
  readonly title: string;
  readonly body: string;
}[] = [
  { matches: (host) => host === 'github.com', path: '/issues/new', title: 'title', body: 'body' },
  {
    matches: (host) => host === 'gitlab.com' || host.startsWith('gitlab.'),
    path: '/-/issues/new',
    title: 'issue[title]',
    body: 'issue[description]',
  },
  { matches: (host) => host === 'codeberg.org', path: '/issues/new', title: 'title', body: 'body' },
];

/**
 * Address at which a report can be sent, filled in already; at a host whose form is not known, the
 * repository itself. Undefined where the catalogue names no repository that can be opened.
 *
 * @param repository the catalogue's own
 */
export function buildReportUrl(
  repository: string | undefined,
  { title, body }: LauncherReport,
): string | undefined {
  const url = repository === undefined ? null : URL.parse(repository);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  const address = `${url.origin}${trimEndSlashes(url.pathname).replace(/\.git$/, '')}`;
  const tracker = TRACKERS.find(({ matches }) => matches(url.hostname));
  if (tracker === undefined) return address;
  const text = shorten(body);
  const fields = [
    [tracker.title, title],
    [tracker.body, text],
  ] as const;
  const query = fields.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return `${address}${tracker.path}?${query.join('&')}`;
}

function shorten(text: string): string {
  const characters = [...text.slice(0, MAX_ENCODED_LENGTH)].filter((character) => character.isWellFormed());
  while (encodeURIComponent(characters.join('')).length > MAX_ENCODED_LENGTH) characters.splice(-50);
  const kept = characters.join('');
  return kept === text ? text : `${kept}…`;
}
