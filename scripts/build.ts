import { enableCompileCache } from 'node:module';

// What Node has translated once need not be translated again: a third of a build without changes.
enableCompileCache();
const { buildCatalogue } = await import('./support/build-catalogue.ts');

const { exitCode } = await buildCatalogue(process.argv.slice(2));
process.exitCode = exitCode;
