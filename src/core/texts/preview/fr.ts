import type { PreviewTexts } from './en.ts';

const cells = (count: number) => (count < 2 ? 'Une cellule' : `${count} cellules`);
const outputs = (count: number) => (count < 2 ? 'Une sortie' : `${count} sorties`);
const pictures = (count: number) => (count < 2 ? 'Une image' : `${count} images`);
const many = (count: number, one: string, more: string) => (count < 2 ? one : more);

/** What a preview says of its own, in French. */
export const previewFr: PreviewTexts = {
  code: (language) => `Code ${language}`,
  plainCode: 'Code',
  inCell: (what, cell) => `${what}, cellule ${cell}`,
  output: (cell) => `Sortie de la cellule ${cell}`,
  error: (cell) => `Erreur de la cellule ${cell}`,
  image: (cell) => `Image de la cellule ${cell}`,
  outputImage: (cell) => `Image en sortie de la cellule ${cell}`,
  table: (cell) => `Tableau de la cellule ${cell}`,
  outputTable: (cell) => `Tableau, sortie de la cellule ${cell}`,
  showText: 'Afficher le texte',
  showCode: 'Afficher le code',
  showOutput: 'Afficher la sortie',
  showBoth: 'Afficher le code et la sortie',
  moreLines: (count) => many(count, `${count} ligne de plus`, `${count} lignes de plus`),
  restNotShown: 'Le reste de cette sortie n’est pas affiché.',
  interactive: 'Sortie interactive : elle apparaît quand vous lancez le notebook.',
  picture: (name) => `Image : ${name}`,
  pictureNotShown: (name) => `Image non affichée : ${name}`,
  recording: (name) => `Enregistrement : ${name}`,
  recordingNotShown: 'Enregistrement non affiché',
  embedded: (name) => `Page intégrée : ${name}`,
  embeddedNotShown: 'Page intégrée non affichée',
  done: 'Fait :',
  open: 'À faire :',
  details: 'Détails',
  backToReference: (reference) => `Retour à l’appel de note ${reference}`,
  admonitions: {
    attention: 'Attention',
    caution: 'Prudence',
    danger: 'Danger',
    error: 'Erreur',
    exercise: 'Exercice',
    hint: 'Indice',
    important: 'Important',
    note: 'Note',
    seealso: 'Voir aussi',
    solution: 'Solution',
    tip: 'Conseil',
    todo: 'À faire',
    warning: 'Avertissement',
  },
  notices: {
    'cell-failed': (count) =>
      `${cells(count)} n’${many(count, 'a pas pu être affichée et apparaît', 'ont pas pu être affichées et apparaissent')} en texte brut.`,
    'cell-too-deep': (count) =>
      `${cells(count)} aux niveaux d’imbrication trop nombreux ${many(count, 'apparaît', 'apparaissent')} en texte brut.`,
    'cell-too-long': (count) =>
      `${cells(count)} ${many(count, 'est très longue', 'sont très longues')} : seul le début est affiché.`,
    'cells-left-out': (count) =>
      `Ce notebook est très long : ${many(count, 'sa dernière cellule n’est pas affichée', `ses ${count} dernières cellules ne sont pas affichées`)} ici.`,
    'formula-as-source': (count) =>
      `${count < 2 ? 'Une formule n’a' : `${count} formules n’ont`} pas pu être ${many(count, 'composée et est affichée', 'composées et sont affichées')} en TeX.`,
    'headings-left-out': (count: number) =>
      `${count < 2 ? 'Un titre ne figure' : `${count} titres ne figurent`} pas dans la table des matières.`,
    'image-in-lfs': (count) =>
      `${pictures(count)} ${many(count, 'est stockée', 'sont stockées')} dans Git LFS : le dépôt lui-même n’en contient ${many(count, 'qu’un pointeur', 'que des pointeurs')}.`,
    'image-missing': (count) =>
      `${pictures(count)} ${many(count, 'n’est pas dans le dépôt, ou pas là où le notebook l’attend', 'ne sont pas dans le dépôt, ou pas là où le notebook les attend')}.`,
    'image-too-large': (count) =>
      `${pictures(count)} ${many(count, 'est trop grande', 'sont trop grandes')} pour cette page.`,
    'image-unreadable': (count) =>
      `${pictures(count)} n’${many(count, 'a pas pu être lue', 'ont pas pu être lues')}.`,
    interactive: (count) =>
      `${outputs(count)} ${many(count, 'est interactive et apparaît', 'sont interactives et apparaissent')} quand le notebook est lancé.`,
    'output-cut': (count) =>
      `${outputs(count)} ${many(count, 'est très longue', 'sont très longues')} : seule une partie est affichée.`,
    'outputs-left-out': (count) =>
      `${outputs(count)} ${many(count, 'n’est pas affichée', 'ne sont pas affichées')}.`,
  },
  problems: {
    'notebook/not-utf8': 'Le fichier n’est pas du texte UTF-8.',
    'notebook/not-json': 'Le fichier est endommagé : son JSON ne peut pas être lu.',
    'notebook/truncated': 'Le fichier est tronqué : il s’arrête au milieu.',
    'notebook/not-a-notebook': 'Le fichier n’est pas un notebook d’un format qui puisse être affiché ici.',
    'notebook/too-old':
      'Le notebook a un format d’avant 2013. Ouvert dans Jupyter et enregistré de nouveau, il peut être affiché.',
    'notebook/too-large': 'Le notebook est trop volumineux.',
    'notebook/lfs-pointer':
      'Le notebook est stocké dans Git LFS : le dépôt lui-même n’en contient qu’un pointeur.',
    'notebook/empty': 'Le fichier est vide.',
    'notebook/unreadable': 'Le fichier n’a pas pu être lu.',
    'notebook/away': 'Le dépôt n’a pas pu être lu quand cette page a été faite.',
    'notebook/left-out': 'Les autres notebooks de cette collection sont trop nombreux ou trop volumineux.',
    'notebook/render-failed': 'Il n’a pas pu être préparé.',
  },
};
