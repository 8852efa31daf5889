import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Folder of notebooks. */
  readonly folder: string;
  readonly copies: number;
  readonly runs: number;
}

/** Makes the package, which is what benchmarks of builds measure. */
export function makePackage(): void {
  execFileSync(process.execPath, ['scripts/package.ts', '--declaration', 'false'], { stdio: 'inherit' });
}

/**
 * Reads what a benchmark of builds is given, and makes the package, which is what they measure. Ends the process where
 * there are no notebooks.
 *
 * @param script name in package.json
 */
export function prepareBench(script: string): BenchOptions {
  const { values } = parseArgs({
    options: {
      notebooks: { type: 'string', default: join(process.env.SLIPWAY_SHARED ?? '../shared', 'corpus') },
      copies: { type: 'string', default: '1' },
      runs: { type: 'string', default: '3' },
    },
  });
  const folder = resolve(values.notebooks);
  if (!existsSync(folder)) {
    console.error(
      `There is no folder ${folder}. Name one with notebooks: npm run ${script} -- --notebooks DIR`,
    );
    process.exit(2);
  }
  makePackage();
  return { folder, copies: Number(values.copies), runs: Number(values.runs) };
}
