import { DISMISSED_KEY, THEME_KEY } from '../../core/site/first-paint.ts';

/** Keeps the reader's choice of light or dark, and the announcement that was closed, in this browser only. */
const root = document.documentElement;

document.addEventListener('click', ({ target }) => {
  if (!(target instanceof Element)) return;
  if (target.closest('[data-toggle-theme]') !== null) toggleTheme();
  if (target.closest('[data-dismiss]') !== null) dismiss();
});

function toggleTheme(): void {
  const isDark =
    root.dataset.theme === undefined
      ? matchMedia('(prefers-color-scheme: dark)').matches
      : root.dataset.theme === 'dark';
  const theme = isDark ? 'light' : 'dark';
  root.dataset.theme = theme;
  store(THEME_KEY, theme);
}

function dismiss(): void {
  root.dataset.dismissed = '';
  store(DISMISSED_KEY, root.dataset.announcement ?? '');
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage may be closed to us; the choice then lasts as long as the page.
  }
}
