/**
 * A title for a notebook that has none of its own: its file name, read as words.
 * `Week 1/my_first-notebook.ipynb` gives `My first notebook`.
 */
export function titleFromPath(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const stem = name.replace(/(?<=.)\.[^.]*$/su, '');
  const words = stem
    .replace(/[_\-\s\p{Cc}]+/gu, ' ')
    .trim()
    .normalize('NFC');
  if (words === '') return stem === '' ? path : stem;
  const [first = ''] = words;
  return first.toUpperCase() + words.slice(first.length);
}

/**
 * What a notebook is called.
 *
 * @param written titles that may be there, the one that counts most first
 */
export function chooseTitle(path: string, ...written: readonly (string | undefined)[]): string {
  return written.find((title) => title !== undefined) ?? titleFromPath(path);
}
