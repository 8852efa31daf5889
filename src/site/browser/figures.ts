/** Enlarges a figure of the notebook when it is pressed. */
const notebook = document.querySelector<HTMLElement>('.notebook');
if (notebook !== null) enlargeFigures(notebook);

function enlargeFigures(root: HTMLElement): void {
  root.dataset.enlarges = '';
  const dialog = document.createElement('dialog');
  dialog.className = 'figure-dialog';
  dialog.addEventListener('click', () => dialog.close());
  const show = (figure: HTMLImageElement) => {
    const large = new Image();
    large.src = figure.currentSrc || figure.src;
    large.alt = figure.alt;
    dialog.setAttribute('aria-label', figure.alt);
    dialog.replaceChildren(large);
    if (!dialog.isConnected) document.body.append(dialog);
    dialog.showModal();
  };
  const figures = root.querySelectorAll<HTMLImageElement>('.output-image img');
  for (const figure of figures) {
    if (figure.closest('a') !== null) continue;
    figure.tabIndex = 0;
    figure.addEventListener('click', () => show(figure));
    figure.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') show(figure);
    });
  }
}
