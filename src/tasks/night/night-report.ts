import { escapeMarkdown } from '../../core/diagnostics/escape-markdown.ts';
import { limitLines } from '../../core/diagnostics/limit-lines.ts';
import type { Diagnostic, Position } from '../../core/diagnostics/types.ts';
import { countAllVerdicts } from '../../core/health/count-verdicts.ts';
import { formatReason } from '../../core/health/format-reason.ts';
import { describeLimits } from '../../core/health/limit-status.ts';
import { listRows } from '../../core/health/rows.ts';
import type { ContentStatus, Reason, Status, StatusRow } from '../../core/health/types.ts';
import { reasonRow } from '../../core/reasons.ts';
import { en } from '../../core/texts/en.ts';
import { VERDICTS, type Verdict } from '../../core/verdicts.ts';

type PositionOf = (path: readonly (string | number)[]) => Position;

/** What a nightly check found, as diagnostics of the manifest: failing is an error, all else a warning. */
export function describeNight(status: Status, positionOf: PositionOf): readonly Diagnostic[] {
  return [
    ...status.environments.flatMap((row) =>
      describeRow(row, `${row.id} ${row.tag}`, positionOf(['environments', row.id])),
    ),
    ...status.contents.flatMap((row) => describeRow(row, nameContent(row), placeOfContent(row, positionOf))),
    ...status.hubs.flatMap((row) => describeRow(row, row.id, positionOf(['hubs', row.id]))),
  ];
}

function describeRow(row: StatusRow, name: string, position: Position): Diagnostic[] {
  return row.reasons.flatMap((reason): Diagnostic[] => {
    if (reasonRow(reason.code).effect === 'info' || isExpected(reason, row)) return [];
    return [
      {
        code: reason.code,
        severity: isFailing(reason, row) ? 'error' : 'warning',
        message: `${name}: ${reason.message} (since ${reason.since.slice(0, 10)})`,
        hint: en.health.forMaintainers[reason.code],
        position,
      },
    ];
  });
}

/** What is accepted needs no second look. An older edition need not have the notebooks of today; its row and its buttons say which. */
function isExpected({ code, accepted }: Reason, row: StatusRow): boolean {
  if (accepted !== undefined) return true;
  return code === 'content/notebook-missing' && 'edition' in row && row.verdict === 'ok';
}

function isFailing({ code }: Reason, { verdict }: StatusRow): boolean {
  const { effect } = reasonRow(code);
  return effect === 'failing' || (effect === 'confirm' && verdict === 'failing');
}

function nameContent({ id, edition }: ContentStatus): string {
  return edition === undefined ? id : `${id} (${edition})`;
}

function placeOfContent({ id, edition }: ContentStatus, positionOf: PositionOf): Position {
  return positionOf(edition === undefined ? ['content', id] : ['content', id, 'editions', edition]);
}

/** What is worth knowing and no fault, or is accepted, one line each. */
export function describeNotes(status: Status): readonly string[] {
  const rows = listRows(status);
  const notes = rows.flatMap(({ reasons }) =>
    reasons.flatMap((reason) =>
      reasonRow(reason.code).effect === 'info' || reason.accepted !== undefined
        ? [`note ${reason.code}: ${formatReason(reason, en, 'en')}`]
        : [],
    ),
  );
  return [...notes, ...describeLimits(status)];
}

/** The last line of a nightly check. */
export function summarizeNight(status: Status): string {
  const { environments, contents, notebooks, hubs } = countAllVerdicts(status);
  const say = (counts: Readonly<Record<Verdict, number>>) =>
    VERDICTS.map((verdict) => `${counts[verdict]} ${verdict} (${en.verdicts[verdict]})`).join(', ');
  return `Environments: ${say(environments)}. Contents: ${say(contents)}. Notebooks: ${say(notebooks)}. Hubs: ${say(hubs)}.`;
}

/** GitHub takes 1 MiB of all steps of a job together, and shows nothing of a larger summary. */
const MAX_SUMMARY_BYTES = 500_000;

/** The summary of a GitHub job, in Markdown. */
export function renderJobSummary(status: Status, notices: readonly string[]): string {
  const counts = Object.entries(countAllVerdicts(status));
  const troubled = [
    ...status.environments.map((row) => ({ row, name: `${row.id} ${row.tag}` })),
    ...status.contents.map((row) => ({ row, name: nameContent(row) })),
    ...status.hubs.map((row) => ({ row, name: row.id })),
  ].filter(({ row }) => row.verdict !== 'ok' || row.reasons.some((reason) => !isExpected(reason, row)));
  const lines = [
    '## Last night',
    '',
    `${summarizeNight(status)} It took ${(status.duration_ms / 1000).toFixed(1)} s.`,
    '',
    `| | ${VERDICTS.map((verdict) => en.verdicts[verdict]).join(' | ')} |`,
    '| --- | ---: | ---: | ---: | ---: |',
    ...counts.map(
      ([kind, byVerdict]) => `| ${kind} | ${VERDICTS.map((verdict) => byVerdict[verdict]).join(' | ')} |`,
    ),
    '',
    ...notices.map((notice) => `> ${escapeMarkdown(notice)}\n`),
    ...troubled.flatMap(({ row, name }) => [
      `- **${escapeMarkdown(name)}: ${en.verdicts[row.verdict]}** since ${row.since.slice(0, 10)}`,
      ...row.reasons
        .slice(0, 20)
        .map((reason) => `  - \`${reason.code}\` ${escapeMarkdown(formatReason(reason, en, 'en'))}`),
    ]),
    '',
  ];
  const describeRest = (count: number) => `\n…and ${count} more lines, which are in status.json.\n`;
  return limitLines(lines, MAX_SUMMARY_BYTES, describeRest).join('\n');
}

/** Whether a nightly check is as bad as `--fail-on` says; rows that were not checked do not count. */
export function isNightBad(status: Status, failOn: 'stale' | 'failing'): boolean {
  const rows = listRows(status);
  const bad: readonly Verdict[] = failOn === 'stale' ? ['stale', 'failing'] : ['failing'];
  const tonight = (row: StatusRow) => row.checked_at === undefined || row.checked_at === status.checked_at;
  return (
    rows.some((row) => tonight(row) && bad.includes(row.verdict)) ||
    status.contents.some((row) => tonight(row) && row.edition === undefined && row.missing.length > 0)
  );
}
