/** One sentence for an error of listening at a port; undefined for any other error. */
export function describePortFault(port: number, error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || error.syscall !== 'listen') return undefined;
  const isInUse = 'code' in error && error.code === 'EADDRINUSE';
  return `Port ${port} ${isInUse ? 'is in use' : 'cannot be used'}. Choose another with --port, or 0 for any that is free.`;
}
