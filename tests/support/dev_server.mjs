// `make dev` as a person starts it, and one save of a piece's source that is always taken back.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

async function free_port() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resolves once the pages are served. → {url, told(): what stood on the terminal, close()} */
export async function start_dev() {
  const port = await free_port();
  const dev = spawn(join(root, 'scripts/dev'), [String(port)], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let told = '';
  for (const stream of [dev.stdout, dev.stderr]) stream.on('data', (text) => (told += text));
  const close = () =>
    new Promise((resolve) => {
      if (dev.exitCode !== null) return resolve();
      dev.on('close', resolve);
      process.kill(-dev.pid);
    });
  const url = `http://127.0.0.1:${port}`;
  while (
    !(await fetch(`${url}/play/`).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (dev.exitCode !== null) throw new Error(`scripts/dev ended:\n${told}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return { url, told: () => told, close };
}

/** A source file that may be saved with changes; `restore` puts back what was there, at the latest when the process ends. */
export function editable(path) {
  const file = join(root, path);
  const before = readFileSync(file, 'utf8');
  let touched = false;
  const restore = () => {
    if (touched) writeFileSync(file, before);
    touched = false;
  };
  process.on('exit', restore);
  return {
    save(change) {
      const after = change(before);
      if (after === before) throw new Error(`${path} was not changed: what should be replaced is not in it.`);
      touched = true;
      writeFileSync(file, after);
    },
    restore,
  };
}
