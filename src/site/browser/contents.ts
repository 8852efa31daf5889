/** Marks in the table of contents the section that is being read, and keeps the mark in sight. */
const contents = document.querySelector<HTMLElement>('[data-contents]');
if (contents !== null) setUp(contents);

/** A heading counts as read once it has passed this part of the window's height. */
const READING_LINE = 0.3;

function setUp(contents: HTMLElement): void {
  const entries = [...contents.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')].flatMap((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return heading === null ? [] : [{ link, heading }];
  });
  let current: HTMLAnchorElement | undefined;
  let isWaiting = false;

  function mark(): void {
    isWaiting = false;
    const line = innerHeight * READING_LINE;
    const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    const passed = entries.filter(({ heading }) => heading.getBoundingClientRect().top <= line);
    const found = (isAtEnd && passed.length > 0 ? lastVisible() : undefined) ?? passed.at(-1) ?? entries[0];
    if (found === undefined || found.link === current) return;
    current?.removeAttribute('aria-current');
    current = found.link;
    current.setAttribute('aria-current', 'location');
    keepInSight(current);
  }

  /** At the end of the page short sections never reach the line. */
  function lastVisible() {
    return entries.findLast(({ heading }) => heading.getBoundingClientRect().top < innerHeight);
  }

  function schedule(): void {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(mark);
  }

  new IntersectionObserver(schedule, { threshold: [0, 1] }).observe(contents);
  addEventListener('scroll', schedule, { passive: true });
  addEventListener('resize', schedule);
  schedule();
}

/** Scrolls the list alone, never the page. */
function keepInSight(link: HTMLElement): void {
  let box = link.parentElement;
  while (box !== null && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
  if (box === null || box === document.documentElement || box === document.body) return;
  const inner = link.getBoundingClientRect();
  const outer = box.getBoundingClientRect();
  const MARGIN_PX = 40;
  if (inner.top < outer.top + MARGIN_PX) box.scrollTop -= outer.top + MARGIN_PX - inner.top;
  else if (inner.bottom > outer.bottom - MARGIN_PX) box.scrollTop += inner.bottom - outer.bottom + MARGIN_PX;
}
