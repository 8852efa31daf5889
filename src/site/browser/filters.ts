import { formatCount } from './format-count.ts';

/**
 * Keeps the filters and the address in step, so that a link to a narrowed list can be shared, counts
 * what is left for every option and every group, and hides groups that have become empty. Hiding the rows is the style
 * sheet's work.
 */
const form = document.querySelector<HTMLFormElement>('[data-filters]');
if (form !== null) setUp(form);

function setUp(form: HTMLFormElement): void {
  const groups = [...document.querySelectorAll<HTMLElement>('.catalogue .group')].map((element) => ({
    element,
    /** What each of its rows is found by: values of options. */
    rows: [...element.querySelectorAll<HTMLElement>('li[data-f]')].map(
      ({ dataset }) => new Set(dataset.f?.split(' ')),
    ),
    counts: document.querySelectorAll(`[data-count="${CSS.escape(element.dataset.id ?? '')}"]`),
  }));
  const rows = groups.flatMap((group) => group.rows);
  const selects = [...form.querySelectorAll('select')];
  /** Value of an option → the list that it is in. */
  const listOf = new Map(
    selects.flatMap((select) => [...select.options].map(({ value }) => [value, select])),
  );
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

  function chosen(): string[] {
    return selects.flatMap(({ value }) => (value === '' ? [] : [value]));
  }

  /** How many rows each option would leave, given what is chosen in the other lists. */
  function countOptions(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const tokens of rows) {
      const missed = selects.filter(({ value }) => value !== '' && !tokens.has(value));
      if (missed.length > 1) continue;
      for (const token of tokens)
        if (missed[0] === undefined || listOf.get(token) === missed[0])
          counts.set(token, (counts.get(token) ?? 0) + 1);
    }
    return counts;
  }

  function update(): void {
    const tokens = chosen();
    const isShown = (row: ReadonlySet<string>) => tokens.every((token) => row.has(token));
    const counts = countOptions();
    for (const select of selects) {
      for (const option of select.options) {
        if (option.value === '') continue;
        const count = counts.get(option.value) ?? 0;
        option.textContent = `${option.dataset.label ?? ''} (${count})`;
        option.disabled = count === 0 && !option.selected;
      }
    }
    let shown = 0;
    for (const group of groups) {
      const count = group.rows.filter(isShown).length;
      shown += count;
      group.element.hidden = count === 0;
      for (const place of group.counts) place.textContent = formatCount(count);
    }
    if (result !== null) result.hidden = tokens.length === 0;
    if (empty !== null) empty.hidden = shown > 0;
    if (output !== null) {
      const form = shown === 1 ? output.dataset.one : output.dataset.many;
      output.textContent = (form ?? '#').replace('#', formatCount(shown));
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
