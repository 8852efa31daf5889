import { copyText } from './clipboard.ts';

/**
 * Buttons that copy a text: `data-copy` holds the id of the element with the text. The button's
 * visible text says for a moment that it worked; where the clipboard is closed, the text is selected.
 */
const SHOWN_MS = 2_000;

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element)) return;
  const button = event.target.closest<HTMLElement>('[data-copy]');
  if (button !== null) void copy(button);
});

async function copy(button: HTMLElement): Promise<void> {
  const source = document.getElementById(button.dataset.copy ?? '');
  const label = button.querySelector('[data-copy-label]');
  if (source === null || label === null) return;
  const { copied = '', copyFailed = '' } = button.dataset;
  say(button, label, (await copyText(source)) ? copied : copyFailed);
}

function say(button: HTMLElement, label: Element, message: string): void {
  button.dataset.copyText ??= label.textContent ?? '';
  label.textContent = message;
  setTimeout(() => {
    label.textContent = button.dataset.copyText ?? '';
  }, SHOWN_MS);
}
