/** Texts of the start page, the collections and what frames every page. */
export const siteEn = {
  startWith: (title: string) => `Start with “${title}”`,
  browse: (count: number) => (count === 1 ? 'Browse 1 notebook' : `Browse ${count} notebooks`),
  allNotebooks: 'All notebooks',
  allOf: (count: number) => `All ${count} notebooks`,
  allWell: 'All launch links work.',
  failing: (count: number, total: number) =>
    total === 1 ? 'The notebook will not start.' : `${count} of ${total} notebooks will not start.`,
  changed: (count: number, total: number) =>
    total === 1
      ? 'The notebook starts, but not as it was tested.'
      : `${count} of ${total} notebooks start, but not as they were tested.`,
  notKnown: (count: number, total: number) =>
    total === 1
      ? 'It is not known whether the notebook starts.'
      : `Of ${count} of ${total} notebooks it is not known whether they start.`,
  seeStatus: 'See the status',
  launch: 'Launch',
  launchWhat: (title: string) => `Launch: ${title}`,
  position: (number: number, total: number) => `${number} of ${total}`,
  previous: 'Previous',
  next: 'Next',
  neighbours: 'Before and after in this collection',
  inCollection: 'In this collection',
  authors: 'Authors',
  license: 'Licence',
  repository: 'Repository',
  also: (language: string) => `Also in ${language}`,
  dismiss: 'Close this announcement',
  announcement: 'Announcement',
  contact: 'Contact',
  contents: 'Contents',
  subscribe: 'Subscribe to changes',
  troubleTitle: (count: number, total: number) =>
    total === 1
      ? 'The one notebook is affected by trouble'
      : `${count} of ${total} notebooks are affected by trouble`,
  affects: (count: number) => (count === 1 ? 'Affects 1 notebook' : `Affects ${count} notebooks`),
  needsAttention: 'Needs attention',
  copyCode: 'Copy code',
  more: 'Show more',
  searchNoScript: 'The search needs JavaScript. The list of notebooks is complete without it.',
  moreVersions: 'Other hubs and versions',
};

export type SiteTexts = typeof siteEn;
