/** What is behind the last dot of a file's name, in lower case; empty where there is none. */
export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** Whether a notebook of this extension is JSON, as Jupyter writes it; others are text notebooks. */
export function isJsonExtension(extension: string): boolean {
  return extension === 'ipynb' || extension === '';
}
