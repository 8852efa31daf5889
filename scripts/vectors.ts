import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildLinkVectors, formatLinkVectors } from '../src/core/links/vectors.ts';

const USAGE = `Usage: npm run vectors [-- FILE]

Writes the test vectors of launch links as JSON, to docs/vectors.json unless a file is named.`;
const DEFAULT_FILE = fileURLToPath(new URL('../docs/vectors.json', import.meta.url));

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const file = readFileArgument(args);
  if (file === undefined) {
    console.error(USAGE);
    return 2;
  }
  const vectors = buildLinkVectors();
  try {
    await writeFile(file, formatLinkVectors(vectors));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    console.error(`The file ${file} cannot be written${code}.`);
    return 2;
  }
  console.log(`${vectors.length} vectors written to ${file}`);
  return 0;
}

function readFileArgument(args: string[]): string | undefined {
  try {
    const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
    return positionals.length > 1 ? undefined : (positionals[0] ?? DEFAULT_FILE);
  } catch {
    return undefined;
  }
}
