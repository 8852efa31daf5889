const PREFIX = 'environments/';

/**
 * The environment that a key or a target under `moved` and `retired` means; undefined for a notebook. Where a
 * content is called `environments`, all such keys are its notebooks', as they were before environments could
 * have any.
 */
export function environmentIdOf(key: string, contentIds: { has(id: string): boolean }): string | undefined {
  return key.startsWith(PREFIX) && !contentIds.has('environments') ? key.slice(PREFIX.length) : undefined;
}

/** How `moved` and `retired` name an environment. */
export function environmentKey(id: string): string {
  return `${PREFIX}${id}`;
}
