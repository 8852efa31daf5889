import {
  composeReport,
  type ReportAnswers,
  type ReportedHub,
  type ReportFacts,
  type ReportTexts,
} from '../../core/launcher/answered-report.ts';
import { buildReportUrl, type ReportDestination } from '../../core/launcher/report-url.ts';
import { find } from './elements.ts';

interface ReportData {
  readonly facts: ReportFacts;
  readonly destination: ReportDestination;
  readonly hubs: readonly ReportedHub[];
  readonly texts: ReportTexts;
}

/** Opens the report that the answers of the form come to, to be read and sent by the reader. */
export function openReport(form: HTMLElement): void {
  // The page wrote it.
  const { facts, destination, hubs, texts } = JSON.parse(form.dataset.reportForm ?? '') as ReportData;
  const chosen = find(form, '#report-hub', HTMLSelectElement).value;
  const hub = chosen === '' ? undefined : hubs[Number(chosen)];
  const answers: ReportAnswers = {
    ...(hub !== undefined && { hub }),
    happened: find(form, '#report-happened', HTMLTextAreaElement).value,
    since: find(form, '#report-since', HTMLSelectElement).value,
  };
  const url = buildReportUrl(destination, composeReport(answers, facts, texts, new Date().toISOString()));
  if (url === undefined) return;
  if (url.startsWith('mailto:')) location.href = url;
  else window.open(url, '_blank', 'noopener');
}
