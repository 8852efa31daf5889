import { createHash } from 'node:crypto';
import type { RendererTools } from '../../core/notebooks/types.ts';

const BASE64 = /^[A-Za-z0-9+/\s]*(?:=\s*){0,2}$/;

/** The renderer's tools as Node has them. */
export const nodeTools: RendererTools = {
  hash: (bytes) => createHash('sha256').update(bytes).digest('hex'),
  decodeBase64(text) {
    if (!BASE64.test(text)) return undefined;
    const buffer = Buffer.allocUnsafeSlow(Buffer.byteLength(text, 'base64'));
    const length = buffer.write(text, 'base64');
    return length === 0 ? undefined : new Uint8Array(buffer.buffer, 0, length);
  },
};
