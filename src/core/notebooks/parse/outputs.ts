import { isObject, type JsonObject, listOr, objectOr, stringOr } from '../json.ts';
import type { Output } from '../types.ts';
import { cleanText, joinLines } from './clean-text.ts';

/** Stored outputs of a code cell; what has no known type is skipped, as nbformat 7.1 asks of readers. */
export function parseOutputs(value: unknown): readonly Output[] {
  const outputs: Output[] = [];
  for (const item of listOr(value)) {
    const output = isObject(item) ? parseOutput(item) : undefined;
    if (output !== undefined) outputs.push(output);
  }
  return outputs;
}

function parseOutput(output: JsonObject): Output | undefined {
  switch (output.output_type) {
    case 'stream':
      return {
        type: 'stream',
        name: output.name === 'stderr' ? 'stderr' : 'stdout',
        text: cleanText(joinLines(output.text)),
      };
    case 'error':
      return {
        type: 'error',
        name: cleanText(stringOr(output.ename, 'Error')),
        value: cleanText(joinLines(output.evalue)),
        traceback: tracebackLines(output.traceback),
      };
    case 'display_data':
    case 'execute_result':
    case 'update_display_data':
      return {
        type: 'data',
        data: parseBundle(output.data),
        metadata: objectOr(output.metadata),
        executionCount: executionCount(output.execution_count),
      };
    default:
      return undefined;
  }
}

function tracebackLines(value: unknown): readonly string[] {
  if (typeof value === 'string') return [cleanText(value)];
  return listOr(value).map((line) => cleanText(joinLines(line)));
}

/** MIME types are compared in lower case and without parameters; JSON types keep their value. */
function parseBundle(value: unknown): JsonObject {
  const bundle: Record<string, unknown> = Object.create(null);
  for (const [key, payload] of Object.entries(objectOr(value))) {
    const mime = (key.split(';')[0] ?? key).trim().toLowerCase();
    if (payload === null || payload === undefined) continue;
    if (isJsonMime(mime)) bundle[mime] = payload;
    else if (typeof payload === 'string' || Array.isArray(payload)) bundle[mime] = bundleText(mime, payload);
    else bundle[mime] = payload;
  }
  return bundle;
}

function bundleText(mime: string, payload: unknown): string {
  const text = joinLines(payload);
  return mime.startsWith('image/') && mime !== 'image/svg+xml' ? text : cleanText(text);
}

/** nbformat 4.2: any JSON value for `application/json` and types that end in `+json`. */
export function isJsonMime(mime: string): boolean {
  return mime === 'application/json' || mime.endsWith('+json');
}

export function executionCount(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
