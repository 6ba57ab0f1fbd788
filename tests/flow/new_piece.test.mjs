// What `reverie new piece` makes compiles as it is and keeps the contract of all pieces: tried on a copy of the tree,
// built without optimisation and only as far as the contract needs it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { reverie } from '../support/program.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
// Always the same folder, so that the compiler's cache knows it again.
const copy = join(root, 'build/test/new-piece');

function run(command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: copy, encoding: 'utf8' });
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${stdout.slice(-4000)}\n${stderr.slice(-4000)}`);
  return stdout;
}

before(() => {
  rmSync(copy, { recursive: true, force: true });
  const listed = spawnSync('git', ['ls-files', '-coz', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  const needed = /^(CMakeLists\.txt|CMakePresets\.json|cmake\/|shared\/|tests\/contract\/|tests\/CMakeLists|scripts\/)/;
  for (const file of listed.stdout.split('\0').filter((name) => needed.test(name))) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    copyFileSync(join(root, file), join(copy, file));
  }
});

after(() => rmSync(copy, { recursive: true, force: true }));

test('a new piece compiles, passes its own tests and those of every piece', () => {
  const made = reverie(['new', 'piece', 'ink-rain', '--title', 'Ink rain'], { cwd: copy });
  assert.equal(made.status, 0, made.err);
  run('cmake', '-G', 'Ninja', '-B', 'build', '-DCMAKE_BUILD_TYPE=None', '-DCMAKE_CXX_FLAGS=-O0');
  run('ninja', '-C', 'build', 'reverie_contract_test', 'reverie_piece_ink-rain_test');
  run('build/bin/reverie_piece_ink-rain_test', '--gtest_brief=1');
  const results = join(copy, 'build/contract.json');
  run('build/bin/reverie_contract_test', '--gtest_filter=*ink_rain', `--gtest_output=json:${results}`);
  const { tests } = JSON.parse(readFileSync(results, 'utf8'));
  assert.ok(tests >= 20, `only ${tests} tests of the contract saw the new piece`);
});
