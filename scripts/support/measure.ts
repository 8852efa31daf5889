import { spawn } from 'node:child_process';

/** What one run of a command cost, its threads included and its child processes not. */
export interface Cost {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

/** Has the measured process itself report at its end, on file descriptor 3, what the system counted. */
const REPORTER = `data:text/javascript,${encodeURIComponent(
  'import{writeSync}from"node:fs";process.on("exit",()=>{const{userCPUTime:u,systemCPUTime:s,maxRSS:m}=process.resourceUsage();writeSync(3,JSON.stringify({cpuSeconds:(u+s)/1e6,peakMegabytes:m/1024}))})',
)}`;

/** Runs one of the project's scripts. @throws when it fails */
export async function measureCommand(
  script: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Cost> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, ['--import', REPORTER, ...script], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  let report = '';
  child.stdio[3]?.on('data', (chunk: Buffer) => {
    report += chunk;
  });
  const exitCode = await new Promise((settle) => child.on('close', settle));
  if (exitCode !== 0) throw new Error(`${script[0]} ended with ${exitCode}`);
  const { cpuSeconds, peakMegabytes } = JSON.parse(report);
  return {
    wallSeconds: round((performance.now() - startedMs) / 1000),
    cpuSeconds: round(cpuSeconds),
    peakMegabytes: Math.round(peakMegabytes),
  };
}

/** The middle one of each figure. */
export function medianCost(costs: readonly Cost[]): Cost {
  const middle = (pick: (cost: Cost) => number) =>
    costs.map(pick).sort((a, b) => a - b)[costs.length >> 1] ?? 0;
  return {
    wallSeconds: middle(({ wallSeconds }) => wallSeconds),
    cpuSeconds: middle(({ cpuSeconds }) => cpuSeconds),
    peakMegabytes: middle(({ peakMegabytes }) => peakMegabytes),
  };
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
