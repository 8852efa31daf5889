/** What `RUN --mount=…` says, as far as it decides whether a build succeeds. */
export interface RunMount {
  /** `bind` where nothing is said. */
  readonly type: string;
  /** A stage or an image; empty for the build context. */
  readonly from: string;
  /** Empty for all of it. */
  readonly source: string;
}

/** Reads the fields between the commas; one with a comma of its own is in double quotes (BuildKit's `parseMount`). */
export function readMount(text: string): RunMount {
  const fields = new Map<string, string>();
  for (const field of text.match(/"[^"]*"|[^,"]+/g) ?? []) {
    const bare = field.replace(/^"|"$/g, '');
    const equals = bare.indexOf('=');
    if (equals > 0) fields.set(bare.slice(0, equals).toLowerCase(), bare.slice(equals + 1));
  }
  return {
    type: fields.get('type')?.toLowerCase() ?? 'bind',
    from: fields.get('from') ?? '',
    source: fields.get('source') ?? fields.get('src') ?? '',
  };
}
