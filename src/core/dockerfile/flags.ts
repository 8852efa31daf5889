import { type Detail, detailOf } from '../details.ts';
import { suggestWord } from '../diagnostics/suggest.ts';
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
  readonly detail: Detail;
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
      const names = Object.keys(known);
      const other = suggestWord(name, names);
      const written = JSON.stringify(flag.slice(0, 60));
      return fail({
        detail:
          other !== undefined && other !== name
            ? detailOf('flag-near', { keyword, flag: written, other })
            : describeUnknown(keyword, written, names),
        isUntold: GROWING.has(keyword) && (other === undefined || other === name),
      });
    }
    if (seen.has(name) && kind !== 'list') return refuse(detailOf('flag-twice', { keyword, flag: name }));
    const isSound =
      kind === 'switch'
        ? /^(?:true|false|)$/i.test(value ?? '') && flag !== `--${name}=`
        : value !== undefined;
    if (!isSound) {
      return refuse(
        kind === 'switch'
          ? detailOf('flag-switch', { flag: name, keyword })
          : detailOf('flag-value', { flag: name, keyword }),
      );
    }
    seen.add(name);
    read.push([name, value ?? '']);
  }
  return ok(read);
}

function describeUnknown(keyword: string, flag: string, known: readonly string[]): Detail {
  if (known.length === 0) return detailOf('flag-unknown', { keyword, flag });
  return detailOf('flag-allowed', { keyword, flag, names: known.map((name) => `--${name}`).join(', ') });
}

function refuse(detail: Detail): { readonly ok: false; readonly failure: FlagFailure } {
  return fail({ detail, isUntold: false });
}
