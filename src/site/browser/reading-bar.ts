/** Shows the bar of a phone once the ways to launch have left the screen, and the contents in a sheet. */
const bar = document.querySelector<HTMLElement>('[data-reading-bar]');
const panel = document.querySelector('[data-panel]');
const contents = document.querySelector('[data-contents] ol');
const sheet = document.querySelector<HTMLDialogElement>('[data-contents-sheet]');

if (bar !== null && panel !== null) {
  new IntersectionObserver(([entry]) => {
    bar.hidden = entry === undefined || entry.isIntersecting || entry.boundingClientRect.top > 0;
  }).observe(panel);
}

for (const button of document.querySelectorAll<HTMLElement>('[data-open-contents]')) {
  button.hidden = contents === null;
  button.addEventListener('click', () => {
    if (sheet === null || contents === null) return;
    sheet.querySelector('ol')?.remove();
    sheet.append(contents.cloneNode(true));
    sheet.showModal();
  });
}

sheet?.addEventListener('click', ({ target }) => {
  if (target === sheet || (target instanceof Element && target.closest('a') !== null)) sheet.close();
});
