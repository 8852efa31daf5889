import { enableCompileCache } from 'node:module';

// What Node has translated once need not be translated again, here and in the processes that render: a
// third of a build without changes.
const { directory } = enableCompileCache();
if (directory !== undefined) process.env.NODE_COMPILE_CACHE = directory;
const { buildCatalogue } = await import('../build-catalogue.ts');

const { exitCode } = await buildCatalogue(process.argv.slice(2));
process.exitCode = exitCode;
