/** A count as the page's language writes it: `12,345` or `12.345`. */
export function formatCount(count: number): string {
  return count.toLocaleString([document.documentElement.lang, 'en'].filter(Boolean));
}
