import { disableTelemetry, keepCompiledCode, readInvocation } from './config.ts';

// Before the rest is loaded, so that all of it is kept.
keepCompiledCode();
disableTelemetry();
const [{ runCommandLine }, { watchOutput }, { standardError }] = await Promise.all([
  import('./program.ts'),
  import('../io/output/output-faults.ts'),
  import('../io/output/printer.ts'),
]);

const output = watchOutput(process.stdout, process.stderr, (sentence) => {
  standardError.printText(sentence);
  process.exitCode = 2;
});
const status = await runCommandLine(readInvocation());
process.exitCode = output.hasFailed() ? 2 : status;
