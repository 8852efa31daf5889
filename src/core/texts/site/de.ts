import type { SiteTexts } from './en.ts';

export const siteDe: SiteTexts = {
  startWith: (title) => `Mit „${title}“ beginnen`,
  browse: (count) => (count === 1 ? '1 Notebook ansehen' : `${count} Notebooks ansehen`),
  allNotebooks: 'Alle Notebooks',
  allOf: (count) => `Alle ${count} Notebooks`,
  allWell: 'Alle Startlinks funktionieren.',
  failing: (count, total) =>
    total === 1 ? 'Das Notebook startet nicht.' : `${count} von ${total} Notebooks starten nicht.`,
  changed: (count, total) =>
    total === 1
      ? 'Das Notebook startet, aber nicht so, wie es getestet wurde.'
      : `${count} von ${total} Notebooks starten, aber nicht so, wie sie getestet wurden.`,
  notKnown: (count, total) =>
    total === 1
      ? 'Ob das Notebook startet, ist nicht bekannt.'
      : `Von ${count} der ${total} Notebooks ist nicht bekannt, ob sie starten.`,
  seeStatus: 'Zum Status',
  launch: 'Starten',
  launchWhat: (title) => `Starten: ${title}`,
  position: (number, total) => `${number} von ${total}`,
  previous: 'Zurück',
  next: 'Weiter',
  neighbours: 'Davor und danach in dieser Sammlung',
  inCollection: 'In dieser Sammlung',
  authors: 'Autorinnen und Autoren',
  license: 'Lizenz',
  repository: 'Repository',
  also: (language) => `Auch auf ${language}`,
  dismiss: 'Diese Ankündigung schließen',
  announcement: 'Ankündigung',
  contact: 'Kontakt',
  contents: 'Inhalt',
  subscribe: 'Änderungen abonnieren',
  troubleTitle: (count, total) =>
    total === 1
      ? 'Das eine Notebook ist von einer Störung betroffen'
      : `${count} von ${total} Notebooks sind von Störungen betroffen`,
  affects: (count) => (count === 1 ? 'Betrifft 1 Notebook' : `Betrifft ${count} Notebooks`),
  needsAttention: 'Störungen',
  copyCode: 'Code kopieren',
  more: 'Mehr zeigen',
  searchNoScript: 'Die Suche braucht JavaScript. Die Liste der Notebooks ist auch ohne vollständig.',
  moreVersions: 'Andere Hubs und Versionen',
};
