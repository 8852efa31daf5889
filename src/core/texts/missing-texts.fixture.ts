/** Names of the texts that a language lacks, such as `launch.open`. */
export function listMissingTexts(english: object, partial: object, prefix = ''): readonly string[] {
  const own = new Map<string, unknown>(Object.entries(partial));
  return Object.entries(english).flatMap(([name, text]) => {
    const found = own.get(name);
    if (!isGroup(text)) return found === undefined ? [`${prefix}${name}`] : [];
    return listMissingTexts(text, isGroup(found) ? found : {}, `${prefix}${name}.`);
  });
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
