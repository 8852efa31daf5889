/** Loads the presentation on demand. */
document.querySelector('[data-present]')?.addEventListener('click', async () => {
  const module = await import('./present.ts').catch(() => undefined);
  await module?.startPresentation();
});
