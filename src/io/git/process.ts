import { type ProgramExit, type ProgramRun, runProgram } from '../processes/run-program.ts';

export type GitExit = ProgramExit;

/** Runs git. Never rejects for what git does. */
export function runGit(run: Omit<ProgramRun, 'command' | 'folder'>): Promise<GitExit> {
  return runProgram({ command: 'git', ...run });
}
