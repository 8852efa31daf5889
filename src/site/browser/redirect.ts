/** Goes on to where an address has moved, with its query. Without scripts the page goes there itself. */
const link = document.querySelector<HTMLAnchorElement>('a[data-moved-to]');
if (link !== null) {
  const target = new URL(link.href);
  target.search = location.search;
  target.hash = location.hash;
  link.href = target.href;
  location.replace(target);
}
