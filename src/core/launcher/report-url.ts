import { trimEndSlashes } from '../trim.ts';
/** What a reader tells the people behind a catalogue. */
export interface LauncherReport {
  readonly title: string;
  /** Lines of plain text. */
  readonly body: string;
}

/** Length of the whole URL: longer ones are cut or refused by browsers and servers. */
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

/** Where reports go, as the manifest says it. */
export interface ReportDestination {
  /** The catalogue's own repository. */
  readonly repository?: string | undefined;
  /** E-mail address, or address of a page. */
  readonly contact?: string | undefined;
}

/**
 * Address at which a report can be sent, filled in already: the issue tracker of the catalogue's repository, else its
 * e-mail address, else the page or the repository that it names. Undefined where it names nothing that can be opened.
 */
export function buildReportUrl(
  { repository, contact }: ReportDestination,
  { title, body }: LauncherReport,
): string | undefined {
  const text = shorten(body);
  const url = repository === undefined ? null : URL.parse(repository);
  const isOpened = url !== null && /^https?:$/.test(url.protocol);
  const address = isOpened ? `${url.origin}${trimEndSlashes(url.pathname).replace(/\.git$/, '')}` : undefined;
  const tracker = isOpened ? TRACKERS.find(({ matches }) => matches(url.hostname)) : undefined;
  if (tracker !== undefined)
    return `${address}${tracker.path}?${buildFields([
      [tracker.title, title],
      [tracker.body, text],
    ])}`;
  if (contact === undefined || /^https?:/i.test(contact)) return contact ?? address;
  return `mailto:${encodeURI(contact)}?${buildFields([
    ['subject', title],
    ['body', text.replaceAll('\n', '\r\n')],
  ])}`;
}

function buildFields(fields: readonly (readonly [name: string, value: string])[]): string {
  return fields.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
}

function shorten(text: string): string {
  const characters = [...text.slice(0, MAX_ENCODED_LENGTH)].filter((character) => character.isWellFormed());
  while (encodeURIComponent(characters.join('')).length > MAX_ENCODED_LENGTH) characters.splice(-50);
  const kept = characters.join('');
  return kept === text ? text : `${kept}…`;
}
