import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { detailOf } from '../../core/details.ts';
import { redactText } from '../../core/redact.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { shortenAtWord } from '../../core/shorten.ts';
import { failHttp } from './failures.ts';
import type { HttpFailure } from './types.ts';

type Decode = (body: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const gunzip: Decode = promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.gunzip);
const inflate: Decode = promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.inflate);
const inflateRaw: Decode = promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.inflateRaw);

/** Encodings by their names (RFC 9110, 8.4.1; RFC 7932; RFC 8878). Node knows the last one since 22.15. */
const DECODERS: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  // Some servers leave out the zlib header, which RFC 9110 notes.
  ['deflate', (body, options) => inflate(body, options).catch(() => inflateRaw(body, options))],
  ['br', promisify<Buffer, zlib.BrotliOptions, Buffer>(zlib.brotliDecompress)],
  ...('zstdDecompress' in zlib
    ? [['zstd', promisify<Buffer, zlib.ZstdOptions, Buffer>(zlib.zstdDecompress)] as const]
    : []),
]);

/** More of them, one on top of the other, are made to keep a reader busy. */
const MAX_ENCODINGS = 3;
const MAX_NAME_LENGTH = 40;

/** What zlib and Brotli say of data that ends too soon. */
const CUT_OFF = /unexpected end|Z_BUF_ERROR/;

/**
 * The body of an answer as it was before the server compressed it, which some do though nobody asked for it.
 *
 * @param encoding the header `content-encoding`
 * @param maxBytes of the result
 */
export async function decodeBody(
  body: Buffer,
  encoding: string | undefined,
  { url, maxBytes }: { readonly url: URL; readonly maxBytes: number },
): Promise<Result<Buffer, HttpFailure>> {
  const { host } = url;
  const names = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (body.length === 0 || names.length === 0) return ok(body);
  const shown = shortenAtWord(redactText(names.join(', ')), MAX_NAME_LENGTH);
  const unreadable = failHttp('http/encoding', detailOf('unreadable-encoding', { host, encoding: shown }));
  if (names.length > MAX_ENCODINGS) return fail(unreadable);
  let decoded = body;
  for (const name of names.toReversed()) {
    const decode = DECODERS.get(name);
    if (decode === undefined) return fail(unreadable);
    try {
      decoded = await decode(decoded, { maxOutputLength: maxBytes });
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'ERR_BUFFER_TOO_LARGE')
        return fail(failHttp('http/too-large', detailOf('too-large', { host, bytes: maxBytes })));
      const isCutOff = CUT_OFF.test(`${code} ${message}`);
      return fail(isCutOff ? failHttp('http/truncated', detailOf('truncated', { host })) : unreadable);
    }
  }
  return ok(decoded);
}
