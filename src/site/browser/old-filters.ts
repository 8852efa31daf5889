/** Filters had their place on the start page once; links to a narrowed list go on leading to it. */
const FILTERS = ['content', 'environment', 'hub', 'language', 'tag', 'kernel', 'verdict'];

const query = new URLSearchParams(location.search);
if (FILTERS.some((name) => query.has(name))) location.replace(`notebooks/${location.search}`);
