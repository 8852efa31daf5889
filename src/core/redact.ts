/*
 * The one place that knows what a secret looks like in a text. Whatever may reach a log, a status, a feed or an issue passes it.
 * It takes away too much rather than too little: an address with an `@` in its path loses what is before it.
 */

const MAX_LENGTH = 300;
/** Longer texts are cut before they are searched. */
const MAX_SEARCHED = 20 * MAX_LENGTH;
/** Ordinary words contain shorter ones as well. */
const MIN_SECRET_LENGTH = 4;

export interface RedactOptions {
  /** Values that must not appear, in whatever form they are in the text. */
  readonly secrets?: Iterable<string>;
  /** What is shown in place of a secret; `…` by default. */
  cover?(secret: string): string;
}

/** `name=value` in a query, a fragment or a form. */
const PARAMETER =
  /((?:[?&;#]|%3f|%26)[\w.-]{0,40}?(?:token|password|passwd|secret|signature|credential|key|sig|jwt)(?:=|%3d)|\b(?:[a-z]+_)?(?:token|password|secret)=)([^\s&"'#}\],]+)/gi;
const HEADER = /(\bauthorization["']?\s*[:=]\s*["']?(?:[a-z]+\s+)?)([^\s"',]{4,})/gi;
const BEARER = /(\bbearer\s+)([\w.~+/=-]{6,})/gi;
/** Not `basic` and a word: a value of base64 has a capital inside, a digit or a sign. */
const BASIC = /(\b(?:[Bb]asic|BASIC)\s+)(?=\S+[A-Z]|\S*[\d+/=])([\w.~+/=-]{6,})/g;
/** JSON web tokens, and tokens that say themselves whose they are (GitHub, GitLab, Docker, Hugging Face, Slack). */
const KNOWN =
  /\beyJ(?:(?!-eyJ)[\w-])+\.[\w-]+(?:\.[\w-]*)?|\b(?:gh[opsru]_|github_pat_|glpat-|dckr_pat_|hf_|xox[abp]-)[\w-]{8,}/g;

/** A text without what looks like, or is known to be, a secret. Line breaks stay. */
export function redactSecrets(text: string, { secrets = [], cover = () => '…' }: RedactOptions = {}): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length < MIN_SECRET_LENGTH) continue;
    for (const form of new Set([secret, encodeURIComponent(secret)])) {
      clean = clean.replaceAll(form, () => cover(form));
    }
  }
  const coverSecond = (_: string, before: string, secret: string) => before + cover(secret);
  return clean
    .split('\n')
    .map((line) => coverUserInfo(line, cover))
    .join('\n')
    .replace(HEADER, coverSecond)
    .replace(BEARER, coverSecond)
    .replace(BASIC, coverSecond)
    .replace(PARAMETER, coverSecond)
    .replace(KNOWN, (secret) => cover(secret));
}

/** The same with a `*` for each character of a secret, so that columns stay what they are. */
export function coverSecrets(text: string): string {
  return redactSecrets(text, { cover: (secret) => '*'.repeat(secret.length) });
}

/** Text of strangers for messages: one line of bounded length, without control characters and secrets. */
export function redactText(text: string, secrets: Iterable<string> = []): string {
  const line = text
    .slice(0, MAX_SEARCHED)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  const clean = redactSecrets(line, { secrets });
  return clean.length > MAX_LENGTH ? `${clean.slice(0, MAX_LENGTH - 1)}…` : clean;
}

/** An address for messages: without user, password, query and fragment, where secrets travel. */
export function redactUrl(url: URL): string {
  const query = url.search === '' ? '' : '?…';
  return `${url.origin}${url.pathname}${query}`;
}

const START = /\/\/|%2f%2f/i;
/** Ends a user name and password; the `@` before the digest of an image does not. */
const END = /(?:@|%40|\\x40|\\u0040)(?!sha\d{3}(?::|%3a))/gi;
/** `user:password@host` without a scheme, and not `mailto:`. */
const BARE = /^(["'(<=]*)(?!mailto:)([^\s/:@"'(<=][^\s/:@]*:[^\s@]+)@(?!sha\d{3}:)/i;
/** A host by which an address can go on, so that no password with a space in it has begun. */
const HOST = /^(?:[\w-]+(?:\.[\w-]+)+|localhost|\[[\da-f:.]+\])(?::\d+)?(?:[/?#)'",\]}]|$)/i;

/**
 * User names and passwords of the addresses in a line: all from `//` to the last `@` of a word, since tokens may
 * hold a slash. Linear in the length of the line.
 */
function coverUserInfo(line: string, cover: (secret: string) => string): string {
  if (!/@|%40|\\x40|\\u0040/i.test(line)) return line;
  const words = line.split(/(\s+)/);
  for (let index = 0; index < words.length; index += 2) {
    const word = words[index] ?? '';
    const start = START.exec(word);
    if (start === null) {
      words[index] = word.replace(BARE, (_, before: string, secret: string) => `${before}${cover(secret)}@`);
      continue;
    }
    const from = start.index + start[0].length;
    const end = findLastEnd(word, from);
    if (end !== undefined) {
      words[index] = word.slice(0, from) + cover(word.slice(from, end)) + word.slice(end);
    } else if (!HOST.test(word.slice(from))) {
      // A password with a space in it, as far as anybody can tell: all up to the last `@` of the line.
      const rest = words.slice(index).join('');
      const last = findLastEnd(rest, from);
      if (last === undefined) continue;
      return (
        words.slice(0, index).join('') +
        rest.slice(0, from) +
        cover(rest.slice(from, last)) +
        rest.slice(last)
      );
    }
  }
  return words.join('');
}

function findLastEnd(text: string, from: number): number | undefined {
  let last: number | undefined;
  END.lastIndex = from;
  for (let match = END.exec(text); match !== null; match = END.exec(text)) last = match.index;
  return last;
}
