import type { PagePart } from './parts.ts';

/** What the security policy of the site makes of a part of a page, and what to do instead; one sentence each. */
export interface BlockedPart {
  readonly message: string;
  readonly hint: string;
}

const FRAMES = new Set(['iframe', 'frame', 'object', 'embed', 'portal']);
const MEDIA = new Set(['img', 'video', 'audio', 'source', 'track', 'picture', 'image']);
const BESIDE = 'Save it beside this page, and write ![what it shows](its-name.png).';

/**
 * Says what the policy leaves out (`SECURITY_POLICY` of the integration): whatever runs, whatever comes from
 * another host, and styles.
 */
export function describeBlocked(part: PagePart): BlockedPart | undefined {
  if (part.kind === 'picture') {
    return isForeign(part.url)
      ? { message: `The picture ${part.url} is on another host, and would not be shown.`, hint: BESIDE }
      : undefined;
  }
  if (part.kind !== 'element') return undefined;
  const { name, attributes } = part;
  if (name === 'script') {
    return {
      message: 'A script does not run on a page.',
      hint: 'Leave it out; a notebook can hold what is interactive.',
    };
  }
  if (name === 'style' || (name === 'link' && attributes.get('rel') === 'stylesheet')) {
    return { message: 'Styles of a page are not applied.', hint: 'Leave them out.' };
  }
  if (FRAMES.has(name)) {
    return {
      message: `<${name}> is not shown: a page holds nothing of another page.`,
      hint: 'Write a link to it.',
    };
  }
  const source = attributes.get('src') ?? attributes.get('poster');
  if (MEDIA.has(name) && source !== undefined) {
    if (isForeign(source)) {
      return { message: `${source} is on another host, and would not be shown.`, hint: BESIDE };
    }
    if (!/^(?:data:|\/)/i.test(source)) {
      return { message: `<${name}> does not find ${source} on the finished site.`, hint: BESIDE };
    }
  }
  const handler = [...attributes.keys()].find((key) => /^on[a-z]/i.test(key));
  if (handler !== undefined) {
    return { message: `${handler} does not run on a page.`, hint: 'Leave it out.' };
  }
  if (attributes.has('style')) {
    return { message: `The style of <${name}> is not applied.`, hint: 'Leave it out.' };
  }
  const action = attributes.get('action');
  if (name === 'form' && action !== undefined && isForeign(action)) {
    return { message: 'A form that leads to another host is not sent.', hint: 'Write a link to it.' };
  }
  return undefined;
}

function isForeign(url: string): boolean {
  return /^(?:https?:)?\/\//i.test(url.trim());
}
