/** A launch link of a BinderHub, taken apart to be followed here instead of there. */
export interface BinderLaunch {
  /** Where the hub builds, with a slash at the end. */
  readonly buildEndpoint: string;
  /** `gh/org/env/v1`, encoded as in the link. */
  readonly spec: string;
  /** What to open on the server: a URL reference, as `LaunchSpec` of binderhub-client takes it. */
  readonly urlpath: string;
}

/**
 * Reads a link that `composeLaunch` made. The query is decoded once, as BinderHub means it; the
 * further decoding of its page (docs/links.md) does not happen here, so the link's guard against it
 * is dropped.
 *
 * @param hubUrl address of the hub, without a slash at the end
 */
export function parseBinderLaunch(link: string, hubUrl: string): BinderLaunch | undefined {
  const start = `${hubUrl}/v2/`;
  if (!link.startsWith(start)) return undefined;
  const [spec = '', query = ''] = link.slice(start.length).split('?', 2);
  if (spec === '') return undefined;
  return {
    buildEndpoint: `${hubUrl}/build/`,
    spec,
    urlpath: new URLSearchParams(query).get('urlpath') ?? '',
  };
}
