import { copyText } from './clipboard.ts';

/** Buttons at the code of a cell: for those who read here and type elsewhere, and for long lines. */
const SHOWN_MS = 2_000;
const notebook = document.querySelector<HTMLElement>('[data-copy-code]');
if (notebook !== null) addCodeTools(notebook);

function addCodeTools(root: HTMLElement): void {
  const { copyCode = '', copyWord = '', copiedWord = '', wrapCode = '', wrapWord = '' } = root.dataset;
  const wrapButtons: HTMLButtonElement[] = [];
  for (const input of root.querySelectorAll<HTMLElement>('.cell-input:has(> pre)')) {
    const tools = document.createElement('div');
    tools.className = 'cell-tools';
    const wrap = createButton(wrapWord, wrapCode);
    wrap.setAttribute('aria-pressed', 'false');
    wrap.addEventListener('click', () => {
      const wraps = root.toggleAttribute('data-wraps');
      for (const each of wrapButtons) each.setAttribute('aria-pressed', String(wraps));
    });
    wrapButtons.push(wrap);
    tools.append(wrap);
    if (navigator.clipboard !== undefined) {
      const copy = createButton(copyWord, copyCode);
      copy.addEventListener('click', async () => {
        const code = input.querySelector('pre');
        if (code === null || !(await copyText(code))) return;
        copy.textContent = copiedWord;
        setTimeout(() => {
          copy.textContent = copyWord;
        }, SHOWN_MS);
      });
      tools.append(copy);
    }
    input.append(tools);
  }
}

function createButton(word: string, title: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = word;
  button.title = title;
  return button;
}
