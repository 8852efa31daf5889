import { runGit } from './process.ts';

const MAX_OUTPUT_BYTES = 1024 * 1024;
/** Settings that hold what signs in: addresses that replace others, headers, proxies. */
const KEYS = String.raw`^(url\..*\.(insteadof|pushinsteadof)|https?\..*(extraheader|proxy)|https?\.(extraheader|proxy)|remote\..*\.(url|pushurl|proxy))$`;
const MIN_LENGTH = 4;

/**
 * What the user's git configuration signs in with: user names, passwords and tokens of its addresses, whole and in the parts that
 * git and curl take them for where a token holds a slash or a colon, and values of its headers.
 */
export async function readConfiguredSecrets(
  environment: NodeJS.ProcessEnv,
  timeoutMs: number,
): Promise<readonly string[]> {
  const exit = await runGit({
    args: ['config', '--null', '--get-regexp', KEYS],
    environment,
    timeoutMs,
    maxOutputBytes: MAX_OUTPUT_BYTES,
  });
  if (exit.kind !== 'exited' || exit.status !== 0) return [];
  const secrets = new Set<string>();
  for (const setting of exit.stdout.toString('utf8').split('\0')) {
    const [key = '', value = ''] = setting.split('\n');
    for (const text of [key.replace(/^url\./i, ''), value])
      for (const secret of findUserInfo(text)) secrets.add(secret);
    if (/extraheader$/i.test(key)) secrets.add(value.split(/[\s:]+/).at(-1) ?? '');
  }
  // The longest first, so that no part of one is left.
  return [...secrets].filter(({ length }) => length >= MIN_LENGTH).sort((a, b) => b.length - a.length);
}

function findUserInfo(address: string): readonly string[] {
  const start = address.indexOf('//');
  const end = address.lastIndexOf('@');
  if (start < 0 || end < start) return [];
  const userInfo = address.slice(start + 2, end);
  return [userInfo, ...userInfo.split(/[:/@]/)].flatMap((text) => [text, decode(text)]);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
