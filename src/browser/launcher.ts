/**
 * Goes on at once where all is well and the reader did not ask to stay (`?go=0`). The button stands
 * there before any script has run.
 */
const button = document.querySelector<HTMLAnchorElement>('a[data-launch="now"]');
const stays = new URLSearchParams(location.search).get('go') === '0';
// Coming back with the browser's own button must not launch again.
const navigation = performance.getEntriesByType('navigation')[0];
const isReturn = navigation instanceof PerformanceNavigationTiming && navigation.type === 'back_forward';

if (button !== null && !stays && !isReturn && window.top === window.self) {
  button.textContent = button.dataset.going ?? button.textContent;
  location.assign(button.href);
}
