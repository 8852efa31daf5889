import { copyText } from './clipboard.ts';

/** A button that copies the code of a cell, for those who read here and type elsewhere. */
const SHOWN_MS = 2_000;
const notebook = document.querySelector<HTMLElement>('[data-copy-code]');

if (notebook !== null && navigator.clipboard !== undefined) {
  const { copyCode = '', copyWord = '', copiedWord = '' } = notebook.dataset;
  for (const input of notebook.querySelectorAll<HTMLElement>('.cell-input:has(> pre)')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'cell-copy';
    button.textContent = copyWord;
    button.title = copyCode;
    button.addEventListener('click', async () => {
      const code = input.querySelector('pre');
      if (code === null || !(await copyText(code))) return;
      button.textContent = copiedWord;
      setTimeout(() => {
        button.textContent = copyWord;
      }, SHOWN_MS);
    });
    input.append(button);
  }
}
