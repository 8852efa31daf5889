/**
 * Outcome of an operation that may fail for reasons its caller has to handle.
 * Failures are values with a stable code; `throw` is left to bugs.
 */
export type Result<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

/** Wraps a value as a success. */
export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** Wraps a failure, which carries a stable `code` and one sentence for people. */
export function fail<Failure>(failure: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure };
}

/** A failure that is a stable code and one sentence. */
export function refuse<const Code extends string>(code: Code, message: string) {
  return fail({ code, message });
}
