/** Whether the host of a URL is this machine itself: `localhost`, a name below it, 127.0.0.0/8 or `::1`. */
export function isLoopback({ hostname }: Pick<URL, 'hostname'>): boolean {
  const name = hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  return name === '::1' || /^(?:.+\.)?localhost$/.test(name) || /^127(?:\.\d{1,3}){3}$/.test(name);
}
