const MAX_QUOTED_LENGTH = 80;

/** User name and password of an address; greedy up to the last `@`, since a password may hold any character. */
const USER_INFO = /(:\/\/)([^\n]*)(@|\\x40|\\u0040)/gi;
const SECRET_PARAMETERS =
  /([?&](?:access_token|private_token|token|api_key|key|password|secret)=)([^&\s"'#}\],]+)/gi;

/**
 * Covers user names, passwords and tokens of the addresses in a line with `*`, one for each
 * character, so that columns stay what they are.
 */
export function redactSecrets(line: string): string {
  return line
    .replace(USER_INFO, (_, before: string, secret: string, after: string) => before + cover(secret) + after)
    .replace(SECRET_PARAMETERS, (_, before: string, secret: string) => before + cover(secret));
}

function cover(secret: string): string {
  return '*'.repeat(secret.length);
}

/** Text of the manifest as messages show it: in double quotes, on one line, without secrets, at most 80 characters. */
export function quote(text: string): string {
  // Secrets are covered before the text is cut: a cut could remove the `@` by which they are known.
  const covered = replaceControls(redactSecrets(text.replace(/\r?\n/g, '⏎')));
  const characters = [...covered];
  return characters.length > MAX_QUOTED_LENGTH
    ? `"${characters.slice(0, MAX_QUOTED_LENGTH - 1).join('')}…"`
    : `"${covered}"`;
}

/** Control and direction characters can forge or hide output in a terminal; each becomes one `�`. */
export function replaceControls(text: string): string {
  return text.replace(
    /[\p{Cc}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{2028}\u{2029}]/gu,
    '\ufffd',
  );
}
