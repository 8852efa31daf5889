/**
 * What BinderHub's page does with a link's query, done by the packages that the page is made of, as
 * they are published: its router (wouter) and its client library.
 */
export interface BinderPage {
  /** Address on a launched server to which the page sends the browser. */
  redirect(search: string, server: URL, token: string): URL;
}

/** The page of today, whose router decodes the query once before the client does. */
export async function loadBinderPage(): Promise<{
  readonly today: BinderPage;
  /** Without the extra decoding, as before the router came and as it may be again. */
  readonly sound: BinderPage;
  /** The client library alone, given what to open. */
  open(urlPath: string, server: URL, token: string): URL;
}> {
  // By address, since the package does not export it.
  const router = new URL('../../node_modules/wouter/src/paths.js', import.meta.url).href;
  const { sanitizeSearch }: { sanitizeSearch?: unknown } = await import(/* @vite-ignore */ router);
  if (typeof sanitizeSearch !== 'function') throw new Error('wouter no longer has sanitizeSearch');
  const client = '@jupyterhub/binderhub-client/spec.js';
  const { LaunchSpec }: { LaunchSpec: LaunchSpecClass } = await import(/* @vite-ignore */ client);

  const redirect = (query: string, server: URL, token: string) =>
    LaunchSpec.fromSearchParams(new URLSearchParams(query)).getJupyterServerRedirectUrl(server, token);
  return {
    today: { redirect: (search, server, token) => redirect(String(sanitizeSearch(search)), server, token) },
    sound: { redirect },
    open: (urlPath, server, token) => new LaunchSpec(urlPath).getJupyterServerRedirectUrl(server, token),
  };
}

interface LaunchSpecClass {
  new (urlPath: string): { getJupyterServerRedirectUrl(server: URL, token: string): URL };
  fromSearchParams(parameters: URLSearchParams): {
    getJupyterServerRedirectUrl(server: URL, token: string): URL;
  };
}
