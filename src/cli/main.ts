import { disableTelemetry, keepCompiledCode, readInvocation } from './config.ts';

// Before the rest is loaded, so that all of it is kept.
keepCompiledCode();
disableTelemetry();
const { runCommandLine } = await import('./program.ts');

process.exitCode = await runCommandLine(readInvocation());
