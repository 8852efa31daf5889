/** Marks that scripts run, and keeps the reader's choice of light or dark in this browser only. */
const root = document.documentElement;
root.dataset.script = '';

const KEY = 'slipway-theme';
const chosen = readChoice();
if (chosen !== undefined) root.dataset.theme = chosen;

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || event.target.closest('[data-toggle-theme]') === null) return;
  const isDark =
    root.dataset.theme === undefined
      ? matchMedia('(prefers-color-scheme: dark)').matches
      : root.dataset.theme === 'dark';
  const theme = isDark ? 'light' : 'dark';
  root.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage may be closed to us; the choice then lasts as long as the page.
  }
});

function readChoice(): 'light' | 'dark' | undefined {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === 'light' || stored === 'dark' ? stored : undefined;
  } catch {
    return undefined;
  }
}
