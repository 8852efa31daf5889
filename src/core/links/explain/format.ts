import { replaceControls } from '../../diagnostics/quote.ts';
import { hubKind } from '../../hub-kinds/kinds.ts';
import { coverSecrets } from '../../redact.ts';
import type { Explanation } from './types.ts';

/** An explanation as lines for a terminal, the corrected link last and alone on its line. */
export function formatExplanation(explanation: Explanation): string {
  const { environment, content, corrected } = explanation;
  const rows: (readonly [string, string | undefined])[] = [
    ['hub', describeHub(explanation)],
    ['environment', environment && describeRepository(environment.repository, environment.ref)],
    ['content', content && describeRepository(content.repository, content.branch)],
    ['target path', content?.targetPath],
    ['parent path', content?.parentPath],
    ['app', explanation.app],
    ['path', explanation.path === '' ? '(the whole folder)' : explanation.path],
    ['server name', explanation.serverName],
    ['start options', explanation.spawn && JSON.stringify(explanation.spawn)],
    ['start form', explanation.fancyForms && JSON.stringify(explanation.fancyForms)],
    ['really opens', explanation.opens],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  const facts = rows.flatMap(([label, value]) => (value ? [`${label.padEnd(width)}  ${clean(value)}`] : []));
  const faults = explanation.faults.map(
    ({ severity, code, message }) => `${severity} ${code}: ${clean(message)}`,
  );
  const verdict = faults.length === 0 ? ['The link is sound.'] : faults;
  const correction = corrected === undefined ? [] : ['Corrected link:', corrected];
  return [facts, verdict, correction]
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}

function describeHub({ hub, kind, isLtiLaunch }: Explanation): string | undefined {
  if (hub === undefined) return undefined;
  const name = kind === 'unknown' ? 'hub' : hubKind(kind).name;
  return `${hub} (${name}${isLtiLaunch === true ? ', through LTI' : ''})`;
}

function describeRepository(repository: string, ref: string | undefined): string {
  return ref === undefined ? repository : `${repository} at ${ref}`;
}

function clean(text: string): string {
  return replaceControls(coverSecrets(text));
}
