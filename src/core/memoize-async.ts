/**
 * Runs work once for each key and gives every caller the same result.
 *
 * @param isKept whether a result stays; for one that does not, the work is done again when it is asked for
 *   later, so that only those share it who ask at the same time
 */
export function memoizeAsync<Value>(
  isKept: (value: Value) => boolean = () => true,
): (key: string, work: () => Promise<Value>) => Promise<Value> {
  const started = new Map<string, Promise<Value>>();
  return (key, work) => {
    const known = started.get(key);
    if (known !== undefined) return known;
    const running = work().then((value) => {
      if (!isKept(value)) started.delete(key);
      return value;
    });
    started.set(key, running);
    return running;
  };
}
