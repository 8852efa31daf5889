#!/usr/bin/env node
/*
 * The command as it is installed. It starts on any Node, and says in one sentence where that is too old; what
 * needs a newer one is loaded after that.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const [major, minor] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 12)) await run();
else await runOnOtherNode();

async function run() {
  try {
    await import('../dist-lib/command/main.js');
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    const [reason] = error.message.split('\n');
    console.error(`Slipway is not installed whole (${reason}): install it again with npm install.`);
    process.exitCode = 2;
  }
}

/** A catalogue may bring a Node of its own: the package `node`. */
async function runOnOtherNode() {
  const program = join('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const found = listFoldersAbove(process.cwd())
    .map((folder) => join(folder, program))
    .find(existsSync);
  if (found === undefined || process.env.SLIPWAY_OTHER_NODE) {
    const command =
      process.argv[2] === 'new'
        ? 'begin with: npx --package node@24 --package slipway slipway new catalogue'
        : 'give the catalogue its own with: npm install --save-dev node@24';
    console.error(
      `Slipway needs Node 22.12 or newer, and this is Node ${process.versions.node}: install a newer one, or ${command}`,
    );
    process.exitCode = 2;
    return;
  }
  const child = spawn(found, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, SLIPWAY_OTHER_NODE: '1' },
  });
  // One that is sent to this process only would leave the other running; a terminal sends SIGINT to both.
  const pass = (signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  const [status, signal] = await new Promise((settle) => {
    child.on('exit', (...end) => settle(end));
    child.on('error', () => settle([2, null]));
  });
  for (const each of SIGNALS) process.off(each, pass);
  if (signal === null) process.exitCode = status;
  else process.kill(process.pid, signal);
}

function listFoldersAbove(folder) {
  const parent = resolve(folder, '..');
  return parent === folder ? [folder] : [folder, ...listFoldersAbove(parent)];
}
