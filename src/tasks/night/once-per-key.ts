/** Runs work once for each key and gives everybody who asks the same result. */
export function createOncePerKey<Value>(): (key: string, work: () => Promise<Value>) => Promise<Value> {
  const started = new Map<string, Promise<Value>>();
  return (key, work) => {
    const known = started.get(key);
    if (known !== undefined) return known;
    const running = work();
    started.set(key, running);
    return running;
  };
}
