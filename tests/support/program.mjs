// Runs the programs that the build made, as a person would from a shell.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../build/train/bin', import.meta.url));

/** The program as it is without LibTorch, for whoever trains nothing. */
export const player_program = fileURLToPath(new URL('../../build/native/bin/reverie', import.meta.url));

export const reverie_program = join(bin, 'reverie');

/** → {status, out, err, last}: exit status, both streams as text, and the last line of standard output. */
export function reverie(args, options = {}) {
  if (!existsSync(reverie_program))
    throw new Error('build/train/bin/reverie is not built; run “make test”, which builds it.');
  const { status, stdout, stderr } = spawnSync(reverie_program, args, { encoding: 'utf8', ...options });
  return { status, out: stdout, err: stderr, last: stdout.trimEnd().split('\n').at(-1) };
}

/** Starts a program that tells the address of a page → {child, address, text(), exited}. Whoever starts it ends it. */
export async function serving(args) {
  const child = spawn(reverie_program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const exited = once(child, 'exit');
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      text += part;
    });
  const address = () => text.match(/http:\/\/127\.0\.0\.1:\d+\//)?.[0];
  while (!address() && child.exitCode === null) await sleep(10);
  assert.ok(address(), text);
  return { child, address: address(), text: () => text, exited };
}
