/** `npm start`: builds the catalogue and serves it at `PORT` (default 4321) until it is stopped. */

import { standardError, standardOutput } from '../../io/output/printer.ts';
import { startStaticServer } from '../../io/site/static-server.ts';
import { buildCatalogue } from '../build-catalogue.ts';

const { exitCode, outDir, base } = await buildCatalogue(process.argv.slice(2));
process.exitCode = exitCode;
if (exitCode === 0) {
  const port = Number(process.env.PORT || 4321);
  try {
    const server = await startStaticServer({ folder: outDir, base, port });
    standardOutput.printText(`Serving at ${server.url} (stop with Ctrl C)`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop());
  } catch (error) {
    const reason =
      error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
        ? 'is in use'
        : 'cannot be used';
    standardError.printText(`Port ${port} ${reason}. Choose another: PORT=4322 npm start`);
    process.exitCode = 1;
  }
}
