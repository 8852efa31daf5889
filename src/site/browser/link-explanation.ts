import { replaceControls } from '../../core/diagnostics/quote.ts';
import type { Explanation } from '../../core/links/explain/types.ts';
import { coverSecrets } from '../../core/redact.ts';
import { find } from './elements.ts';

/** What a launch link pulls, to go on from there in the fields of the link builder. */
export function readExplained(
  explanation: Explanation,
): { repository: string; branch: string; path: string } | undefined {
  const { content, path } = explanation;
  if (content === undefined) return undefined;
  return { repository: clean(content.repository), branch: content.branch ?? '', path: path ?? '' };
}

/** Shows what a launch link says and does. Nothing secret of the link is shown. */
export function showExplanation(
  panel: HTMLElement,
  explanation: Explanation,
  texts: Readonly<Record<string, string>>,
): void {
  const { environment, content, path, corrected, faults } = explanation;
  const rows: (readonly [string | undefined, string | undefined])[] = [
    [texts.hub, explanation.hub],
    [texts.environment, environment && withRef(environment.repository, environment.ref)],
    [texts.repository, content?.repository],
    [texts.branch, content?.branch],
    [texts.targetPath, content?.targetPath],
    [texts.app, explanation.app],
    [texts.path, path === '' ? texts.wholeFolder : path],
    [texts.opens, explanation.opens],
  ];
  const terms = rows.flatMap(([label = '', value]) => {
    if (value === undefined || value === '') return [];
    const row = document.createElement('div');
    row.append(create('dt', label), create('dd', clean(value)));
    return [row];
  });
  find(panel, 'dl', HTMLElement).replaceChildren(...terms);
  find(panel, '[data-sound]', HTMLElement).hidden = faults.length > 0;
  find(panel, '[data-faults]', HTMLElement).hidden = faults.length === 0;
  find(panel, '[data-faults] ul', HTMLElement).replaceChildren(
    ...faults.map(({ severity, code, message }) => {
      const item = create('li', '');
      item.append(
        create('strong', `${texts[severity] ?? severity}: `),
        `${clean(message)} `,
        create('code', code),
      );
      return item;
    }),
  );
  find(panel, '[data-corrected]', HTMLElement).hidden = corrected === undefined;
  find(panel, '#corrected-link', HTMLElement).textContent = clean(corrected ?? '');
  panel.hidden = false;
}

function withRef(repository: string, ref: string | undefined): string {
  return ref === undefined ? repository : `${repository} (${ref})`;
}

function clean(text: string): string {
  return replaceControls(coverSecrets(text));
}

function create(name: string, text: string): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
