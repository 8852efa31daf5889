import { checksum } from '../../checksum.ts';
import { escapeMarkdown } from '../../diagnostics/escape-markdown.ts';
import { limitLines } from '../../diagnostics/limit-lines.ts';
import { replaceControls } from '../../diagnostics/quote.ts';
import { en } from '../../texts/en.ts';
import type { Outage, OutageRow } from './outages.ts';
import type { Subject } from './types.ts';

/** What the hidden marker of an issue says. */
export interface Marker {
  readonly subject: Subject;
  readonly state: 'failing' | 'recovered';
  /** Versions and codes of their reasons; the sentences may vary from night to night. */
  readonly reasons: string;
}

const BEGIN =
  /<!-- slipway-outage (environment|content|hub)=([a-z0-9-]+) state=(failing|recovered) reasons=(\S*) -->/;
const END = '<!-- slipway-outage end -->';

/** GitHub takes 65,536 characters of an issue's body; what people write around our part needs some of them. */
const MAX_ROWS_BYTES = 30_000;
const MAX_FINGERPRINT_LENGTH = 4000;

/** The marker in the body of an issue; undefined for issues that are not ours. */
export function readMarker(body: string): Marker | undefined {
  const [, kind, id, state, reasons] = BEGIN.exec(body) ?? [];
  if (kind !== 'environment' && kind !== 'content' && kind !== 'hub') return undefined;
  if (id === undefined || (state !== 'failing' && state !== 'recovered')) return undefined;
  return { subject: { kind, id }, state, reasons: reasons ?? '' };
}

/** Puts our section into a body in the place of the one before. What people wrote around it stays. */
export function replaceSection(body: string, section: string): string {
  const begin = BEGIN.exec(body);
  if (begin === null) return section;
  const end = body.indexOf(END, begin.index);
  const after = end < 0 ? '' : body.slice(end + END.length);
  return `${body.slice(0, begin.index)}${section}${after}`;
}

export function renderTitle({ title }: Outage): string {
  // Of a title GitHub takes 256 characters.
  return `${replaceControls(title).slice(0, 200).toWellFormed()}: ${en.verdicts.failing.toLowerCase()}`;
}

/** What of a catalogue does not work, as the first words of an issue. */
const HEADS = {
  environment: (title: string) => `${title} will not start.`,
  content: (title: string) => `Notebooks of ${title} will not open.`,
  hub: (title: string) => `${title} starts nothing.`,
} as const satisfies Record<Subject['kind'], (title: string) => string>;

/** Our part of the body of an issue, in Markdown, while something fails. */
export function renderFailing(outage: Outage, pageUrl: string): string {
  const lines = [
    `${HEADS[outage.subject.kind](`**${escapeMarkdown(outage.title)}**`)} [Its page](${pageUrl}) has the whole history.`,
    ...(outage.others.length === 0 ? [] : ['', `For the same cause: ${outage.others.join(', ')}.`]),
    '',
    ...limitLines(
      outage.rows.flatMap(renderRow),
      MAX_ROWS_BYTES,
      (count) => `- …and ${count} more lines, which are on the page.`,
    ),
    '',
    KEPT,
  ];
  return wrap(outage.subject, 'failing', fingerprint(outage), lines);
}

/** Our part of the body when it is closed, with what became of it as a sentence. */
export function renderRecovered(subject: Subject, sentence: string): string {
  return wrap(subject, 'recovered', '', [sentence, '', KEPT]);
}

/** The reasons of an outage, to tell whether they changed. */
export function fingerprint({ rows }: Outage): string {
  const parts = rows.map(({ name, row }) => {
    const codes = row.reasons.map(({ code, path }) => `${code}${path === undefined ? '' : `@${path}`}`);
    return `${name}:${[...new Set(codes)].sort().join('+')}`;
  });
  const text = encodeURIComponent(parts.join(';').toWellFormed()).replace(/--/g, '-%2D');
  if (text.length <= MAX_FINGERPRINT_LENGTH) return text;
  return `${text.slice(0, MAX_FINGERPRINT_LENGTH)}_${checksum(text)}`;
}

const KEPT =
  '*The nightly check keeps this text up to date, and closes the issue when it works again. Closed by hand, it stays closed until then. Text that you write around it is kept.*';

function renderRow({ name, row: { since, last_ok_at, reasons } }: OutageRow): string[] {
  const worked = last_ok_at === null ? '' : `; it last worked on ${last_ok_at.slice(0, 10)}`;
  return [
    `- **${escapeMarkdown(name)}**: ${en.verdicts.failing} since ${since.slice(0, 10)}${worked}`,
    ...reasons
      .slice(0, 20)
      .map(({ code, message }) =>
        `  - \`${code}\` ${escapeMarkdown(message)} ${en.health.forMaintainers[code]}`.trimEnd(),
      ),
  ];
}

function wrap(
  { kind, id }: Subject,
  state: Marker['state'],
  reasons: string,
  lines: readonly string[],
): string {
  const begin = `<!-- slipway-outage ${kind}=${id} state=${state} reasons=${reasons} -->`;
  return [begin, ...lines, END].join('\n');
}
