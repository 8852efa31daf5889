import { didYouMean } from '../diagnostics/suggest.ts';
import { fail, ok, type Result } from '../result.ts';

/** `list`: may be there more than once; `switch`: true or false, or nothing. */
type FlagKind = 'text' | 'list' | 'switch';

/** Flags of each instruction (BuildKit's `instructions/parse.go`); the others have none. */
const FLAGS: Readonly<Record<string, Readonly<Record<string, FlagKind>>>> = {
  FROM: { platform: 'text' },
  RUN: { mount: 'list', network: 'text', security: 'text', device: 'list' },
  COPY: {
    from: 'text',
    chown: 'text',
    chmod: 'text',
    link: 'switch',
    parents: 'switch',
    exclude: 'list',
  },
  ADD: {
    chown: 'text',
    chmod: 'text',
    link: 'switch',
    'keep-git-dir': 'switch',
    checksum: 'text',
    unpack: 'switch',
    exclude: 'list',
  },
  HEALTHCHECK: {
    interval: 'text',
    timeout: 'text',
    'start-period': 'text',
    'start-interval': 'text',
    retries: 'text',
  },
};
/** BuildKit does not look at theirs. */
const UNREAD = new Set(['ARG', 'STOPSIGNAL']);
/** These get new flags now and then. */
const GROWING = new Set(['RUN', 'COPY', 'ADD', 'HEALTHCHECK']);

export interface FlagFailure {
  readonly message: string;
  /** A newer Docker may know it. */
  readonly isUntold: boolean;
}

/** @param flags as written, dashes included */
export function readFlags(
  keyword: string,
  flags: readonly string[],
): Result<readonly (readonly [string, string])[], FlagFailure> {
  if (UNREAD.has(keyword)) return ok([]);
  const known = FLAGS[keyword] ?? {};
  const seen = new Set<string>();
  const read: (readonly [string, string])[] = [];
  for (const flag of flags) {
    const equals = flag.indexOf('=');
    const name = flag.slice(2, equals < 0 ? undefined : equals);
    const value = equals < 0 ? undefined : flag.slice(equals + 1);
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kind === undefined) {
      const hint = didYouMean(name, Object.keys(known));
      return fail({
        message: `${keyword} does not know the flag ${JSON.stringify(flag.slice(0, 60))}. ${hint ?? describeKnown(known)}`,
        isUntold: GROWING.has(keyword) && hint === undefined,
      });
    }
    if (seen.has(name) && kind !== 'list') return refuse(`${keyword} has the flag --${name} twice.`);
    const isSound =
      kind === 'switch'
        ? /^(?:true|false|)$/i.test(value ?? '') && flag !== `--${name}=`
        : value !== undefined;
    if (!isSound) {
      return refuse(
        kind === 'switch'
          ? `The flag --${name} of ${keyword} is true or false.`
          : `The flag --${name} of ${keyword} needs a value: --${name}=….`,
      );
    }
    seen.add(name);
    read.push([name, value ?? '']);
  }
  return ok(read);
}

function describeKnown(known: Readonly<Record<string, FlagKind>>): string {
  const names = Object.keys(known).map((name) => `--${name}`);
  return names.length === 0 ? 'It has no flags.' : `Allowed: ${names.join(', ')}.`;
}

function refuse(message: string): { readonly ok: false; readonly failure: FlagFailure } {
  return fail({ message, isUntold: false });
}
