import { redactSecrets } from '../redact.ts';
import type { Texts } from '../texts/en.ts';
import { fillText } from './browser-texts.ts';
import type { LauncherReport } from './report-url.ts';

/** What a launcher page shows of a hub. */
export interface ReportedHub {
  readonly title: string;
  /** As the page says it: `Works`, `Will not start` … */
  readonly verdict: string;
}

/** What the page knows. */
export interface ReportFacts {
  /** Permanent address of the page, without what its reader's address has. */
  readonly page: string;
  readonly notebook: string;
  /** Environment and tag. */
  readonly version?: string;
  /** ISO 8601: when the page's verdicts are of. */
  readonly checkedAt?: string;
}

/** The reader's answers to the three questions. */
export interface ReportAnswers {
  /** Absent: none of those on the page. */
  readonly hub?: ReportedHub;
  readonly happened: string;
  readonly since: string;
}

/** Headings of the report; in the title `{1}` is the notebook's. */
export function listReportTexts({ launcher: { form, reportTitle } }: Texts) {
  const { hub, happened, since, shown, version, checked, time } = form;
  return { title: reportTitle('{1}'), hub, happened, since, shown, version, checked, time };
}

export type ReportTexts = ReturnType<typeof listReportTexts>;

/**
 * The report of a reader to whom something did not work: their answers, and what the page showed. What looks like a
 * secret is taken out, such as the token of a copied address.
 *
 * @param now ISO 8601, UTC
 */
export function composeReport(
  { hub, happened, since }: ReportAnswers,
  { page, notebook, version, checkedAt }: ReportFacts,
  texts: ReportTexts,
  now: string,
): LauncherReport {
  const lines: readonly (readonly [string, string | undefined])[] = [
    [texts.hub, hub?.title],
    [texts.happened, redactSecrets(happened.trim())],
    [texts.since, since],
    [texts.shown, hub?.verdict],
    [texts.version, version],
    [texts.checked, checkedAt === undefined ? undefined : toMinutes(checkedAt)],
    [texts.time, toMinutes(now)],
  ];
  return {
    title: fillText(texts.title, notebook),
    body: [page, lines.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])).join('\n')].join(
      '\n\n',
    ),
  };
}

/** `2026-11-23 04:12 UTC` */
function toMinutes(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}
