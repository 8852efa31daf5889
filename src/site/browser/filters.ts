import { formatCount } from './format-count.ts';

/**
 * Keeps the filters and the address in step, so that a link to a narrowed list can be shared, counts
 * what is left for every option and every group, and hides groups that have become empty. Hiding the rows is the style
 * sheet's work.
 */
const form = document.querySelector<HTMLFormElement>('[data-filters]');
if (form !== null) setUp(form);

function setUp(form: HTMLFormElement): void {
  const rows = [...document.querySelectorAll<HTMLElement>('.catalogue li[data-f]')].map((element) => ({
    element,
    tokens: new Set(element.dataset.f?.split(' ')),
  }));
  const groups = [...document.querySelectorAll<HTMLElement>('.catalogue .group')];
  const selects = [...form.querySelectorAll('select')];
  const result = form.querySelector<HTMLElement>('[data-filter-result]');
  const output = form.querySelector('output');
  const empty = document.querySelector<HTMLElement>('[data-filter-empty]');
  const folds = form.querySelector('details');

  readAddress();
  update();
  if (folds !== null) {
    const isFolded = form.dataset.folded !== undefined || matchMedia('(max-width: 44rem)').matches;
    folds.open = !isFolded || chosen().length > 0;
  }
  form.addEventListener('change', () => {
    update();
    writeAddress();
  });
  form.addEventListener('reset', () => {
    // The form still has its old values while the event is under way.
    queueMicrotask(() => {
      for (const select of selects) select.value = '';
      update();
      writeAddress();
    });
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  window.addEventListener('popstate', () => {
    readAddress();
    update();
  });

  function chosen(except?: HTMLSelectElement): string[] {
    return selects.flatMap((select) => (select === except || select.value === '' ? [] : [select.value]));
  }

  function update(): void {
    const tokens = chosen();
    const shown = rows.filter((row) => tokens.every((token) => row.tokens.has(token)));
    for (const select of selects) {
      const others = chosen(select);
      const candidates = rows.filter((row) => others.every((token) => row.tokens.has(token)));
      for (const option of select.options) {
        if (option.value === '') continue;
        const count = candidates.filter((row) => row.tokens.has(option.value)).length;
        option.textContent = `${option.dataset.label ?? ''} (${count})`;
        option.disabled = count === 0 && !option.selected;
      }
    }
    const left = new Map<Element | null, number>();
    for (const { element } of shown) {
      const group = element.closest('.group');
      left.set(group, (left.get(group) ?? 0) + 1);
    }
    for (const group of groups) {
      const count = left.get(group) ?? 0;
      group.hidden = count === 0;
      const { id } = group.dataset;
      for (const place of document.querySelectorAll(`[data-count="${CSS.escape(id ?? '')}"]`))
        place.textContent = formatCount(count);
    }
    if (result !== null) result.hidden = tokens.length === 0;
    if (empty !== null) empty.hidden = shown.length > 0;
    if (output !== null) {
      const form = shown.length === 1 ? output.dataset.one : output.dataset.many;
      output.textContent = (form ?? '#').replace('#', formatCount(shown.length));
    }
  }

  function readAddress(): void {
    const query = new URLSearchParams(location.search);
    for (const select of selects) {
      const key = query.get(select.name);
      const option = [...select.options].find((candidate) => key !== null && candidate.dataset.key === key);
      select.value = option?.value ?? '';
    }
  }

  function writeAddress(): void {
    const query = new URLSearchParams();
    for (const select of selects) {
      const key = select.selectedOptions[0]?.dataset.key;
      if (key !== undefined) query.set(select.name, key);
    }
    const text = query.toString();
    // A step of its own, so that Back takes the last choice back and does not leave the list.
    history.pushState(null, '', text === '' ? location.pathname : `?${text}`);
  }
}
