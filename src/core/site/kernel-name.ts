/** A kernel as people call it: `Python 3`, without the package that runs it in brackets (`Python 3 (ipykernel)`). */
export function shortenKernelName(displayName: string): string {
  const open = displayName.indexOf(' (');
  return open > 0 && displayName.endsWith(')') ? displayName.slice(0, open) : displayName;
}
