import type { PreviewTexts } from './en.ts';

const cells = (count: number) => (count === 1 ? 'Eine Zelle' : `${count} Zellen`);
const outputs = (count: number) => (count === 1 ? 'Eine Ausgabe' : `${count} Ausgaben`);
const pictures = (count: number) => (count === 1 ? 'Ein Bild' : `${count} Bilder`);
const many = (count: number, one: string, more: string) => (count === 1 ? one : more);

/** What a preview says of its own, in German. */
export const previewDe: PreviewTexts = {
  code: (language) => `${language}-Code`,
  plainCode: 'Programmcode',
  inCell: (what, cell) => `${what}, Zelle ${cell}`,
  output: (cell) => `Ausgabe von Zelle ${cell}`,
  error: (cell) => `Fehler in Zelle ${cell}`,
  image: (cell) => `Bild in Zelle ${cell}`,
  outputImage: (cell) => `Ausgegebenes Bild von Zelle ${cell}`,
  table: (cell) => `Tabelle in Zelle ${cell}`,
  outputTable: (cell) => `Tabelle, Ausgabe von Zelle ${cell}`,
  showText: 'Text zeigen',
  showCode: 'Code zeigen',
  showOutput: 'Ausgabe zeigen',
  showBoth: 'Code und Ausgabe zeigen',
  moreLines: (count) => many(count, '1 weitere Zeile', `${count} weitere Zeilen`),
  restNotShown: 'Der Rest dieser Ausgabe wird nicht gezeigt.',
  interactive: 'Interaktive Ausgabe: Sie erscheint, wenn Sie das Notebook starten.',
  picture: (name) => `Bild: ${name}`,
  pictureNotShown: (name) => `Bild nicht gezeigt: ${name}`,
  recording: (name) => `Aufnahme: ${name}`,
  recordingNotShown: 'Aufnahme nicht gezeigt',
  embedded: (name) => `Eingebettete Seite: ${name}`,
  embeddedNotShown: 'Eingebettete Seite nicht gezeigt',
  done: 'Erledigt:',
  open: 'Zu tun:',
  details: 'Einzelheiten',
  backToReference: (reference) => `Zurück zur Textstelle ${reference}`,
  admonitions: {
    attention: 'Achtung',
    caution: 'Vorsicht',
    danger: 'Gefahr',
    error: 'Fehler',
    exercise: 'Aufgabe',
    hint: 'Hilfe',
    important: 'Wichtig',
    note: 'Hinweis',
    seealso: 'Siehe auch',
    solution: 'Lösung',
    tip: 'Tipp',
    todo: 'Noch zu tun',
    warning: 'Warnung',
  },
  notices: {
    'cell-failed': (count) =>
      `${cells(count)} ${many(count, 'konnte nicht dargestellt werden und steht', 'konnten nicht dargestellt werden und stehen')} als reiner Text da.`,
    'cell-too-deep': (count) =>
      `${cells(count)} ${many(count, 'ist zu tief verschachtelt und steht', 'sind zu tief verschachtelt und stehen')} als reiner Text da.`,
    'cell-too-long': (count) =>
      `${cells(count)} ${many(count, 'ist', 'sind')} sehr lang: Nur der Anfang wird gezeigt.`,
    'cells-left-out': (count) =>
      `Dieses Notebook ist sehr lang: ${many(count, 'Die letzte Zelle wird', `Die letzten ${count} Zellen werden`)} hier nicht gezeigt.`,
    'formula-as-source': (count) =>
      `${count === 1 ? 'Eine Formel' : `${count} Formeln`} ${many(count, 'konnte', 'konnten')} nicht gesetzt werden und ${many(count, 'ist', 'sind')} als TeX gezeigt.`,
    'headings-left-out': (count: number) =>
      `${count === 1 ? 'Eine Überschrift fehlt' : `${count} Überschriften fehlen`} im Inhaltsverzeichnis.`,
    'image-in-lfs': (count) =>
      `${pictures(count)} ${many(count, 'liegt', 'liegen')} in Git LFS: Das Repository selbst enthält nur ${many(count, 'einen Verweis', 'Verweise')} darauf.`,
    'image-missing': (count) =>
      `${pictures(count)} ${many(count, 'fehlt', 'fehlen')} im Repository, oder ${many(count, 'liegt', 'liegen')} nicht dort, wo das Notebook ${many(count, 'es', 'sie')} erwartet.`,
    'image-too-large': (count) => `${pictures(count)} ${many(count, 'ist', 'sind')} zu groß für diese Seite.`,
    'image-unreadable': (count) =>
      `${pictures(count)} ${many(count, 'konnte', 'konnten')} nicht gelesen werden.`,
    interactive: (count) =>
      `${outputs(count)} ${many(count, 'ist interaktiv und erscheint', 'sind interaktiv und erscheinen')}, wenn das Notebook gestartet wird.`,
    'output-cut': (count) =>
      `${outputs(count)} ${many(count, 'ist', 'sind')} sehr lang: Nur ein Teil wird gezeigt.`,
    'outputs-left-out': (count) => `${outputs(count)} ${many(count, 'wird', 'werden')} nicht gezeigt.`,
  },
  problems: {
    'notebook/not-utf8': 'Die Datei ist kein UTF-8-Text.',
    'notebook/not-json': 'Die Datei ist beschädigt: Ihr JSON lässt sich nicht lesen.',
    'notebook/truncated': 'Die Datei ist abgeschnitten: Sie endet mittendrin.',
    'notebook/not-a-notebook': 'Die Datei ist kein Notebook in einem Format, das hier gezeigt werden kann.',
    'notebook/too-old':
      'Das Notebook hat ein Format aus der Zeit vor 2013. In Jupyter geöffnet und neu gespeichert, lässt es sich zeigen.',
    'notebook/too-large': 'Das Notebook ist zu groß.',
    'notebook/lfs-pointer':
      'Das Notebook liegt in Git LFS: Das Repository selbst enthält nur einen Verweis darauf.',
    'notebook/empty': 'Die Datei ist leer.',
    'notebook/unreadable': 'Die Datei konnte nicht gelesen werden.',
    'notebook/away': 'Das Repository ließ sich nicht lesen, als diese Seite entstand.',
    'notebook/left-out': 'Die anderen Notebooks dieser Sammlung sind zu viele oder zu groß.',
    'notebook/render-failed': 'Sie konnte nicht erstellt werden.',
  },
};
