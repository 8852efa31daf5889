import type { SiteTexts } from './en.ts';

export const siteFr: SiteTexts = {
  startWith: (title) => `Commencer par « ${title} »`,
  browse: (count) => (count < 2 ? `Parcourir ${count} notebook` : `Parcourir ${count} notebooks`),
  allNotebooks: 'Tous les notebooks',
  allOf: (count) => `Les ${count} notebooks`,
  allWell: 'Tous les liens de lancement fonctionnent.',
  failing: (count, total) =>
    total === 1 ? 'Le notebook ne démarre pas.' : `${count} notebooks sur ${total} ne démarrent pas.`,
  changed: (count, total) =>
    total === 1
      ? 'Le notebook démarre, mais pas tel qu’il a été testé.'
      : `${count} notebooks sur ${total} démarrent, mais pas tels qu’ils ont été testés.`,
  notKnown: (count, total) =>
    total === 1
      ? 'On ne sait pas si le notebook démarre.'
      : `Pour ${count} notebooks sur ${total}, on ne sait pas s’ils démarrent.`,
  seeStatus: 'Voir l’état',
  launch: 'Lancer',
  launchWhat: (title) => `Lancer : ${title}`,
  position: (number, total) => `${number} sur ${total}`,
  previous: 'Précédent',
  next: 'Suivant',
  neighbours: 'Avant et après dans cette collection',
  inCollection: 'Dans cette collection',
  authors: 'Auteurs',
  license: 'Licence',
  repository: 'Dépôt',
  also: (language) => `Aussi en ${language}`,
  dismiss: 'Fermer cette annonce',
  announcement: 'Annonce',
  contact: 'Contact',
  contents: 'Sommaire',
  subscribe: 'S’abonner aux changements',
  troubleTitle: (count, total) =>
    total === 1
      ? 'Le seul notebook est touché par une panne'
      : `${count} notebooks sur ${total} sont touchés par une panne`,
  affects: (count) => (count < 2 ? `Touche ${count} notebook` : `Touche ${count} notebooks`),
  needsAttention: 'À surveiller',
  copyCode: 'Copier le code',
  more: 'Afficher plus',
  searchNoScript: 'La recherche a besoin de JavaScript. La liste des notebooks est complète sans lui.',
  moreVersions: 'Autres hubs et versions',
};
