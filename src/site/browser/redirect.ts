/** Redirects to the new address, with the query. Without scripts the page's own redirect does. */
const link = document.querySelector<HTMLAnchorElement>('a[data-moved-to]');
if (link !== null) {
  const target = new URL(link.href);
  target.search = location.search;
  target.hash = location.hash;
  link.href = target.href;
  location.replace(target);
}
