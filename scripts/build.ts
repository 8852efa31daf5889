import { buildCatalogue } from './support/build-catalogue.ts';

const { exitCode } = await buildCatalogue(process.argv.slice(2));
process.exitCode = exitCode;
