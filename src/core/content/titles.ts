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
