import { find } from './elements.ts';

/*
 * Finds packages among those of all versions of an environment. What has none of that name is folded, and with no name
 * every list is folded, as it was.
 */
const field = document.querySelector<HTMLInputElement>('[data-find-package]');
if (field !== null) {
  const answer = find(document, '[data-none]', HTMLElement);
  field.addEventListener('input', () => {
    const word = field.value.trim().toLowerCase();
    let isFound = false;
    for (const list of document.querySelectorAll<HTMLDetailsElement>('[data-packages]')) {
      let hasOne = false;
      for (const item of list.querySelectorAll<HTMLElement>('[data-package]')) {
        const isWanted = item.dataset.package?.includes(word) === true;
        item.hidden = !isWanted;
        hasOne ||= isWanted;
      }
      list.open = word !== '' && hasOne;
      isFound ||= hasOne;
    }
    answer.textContent = isFound ? '' : (answer.dataset.none ?? '');
  });
}
