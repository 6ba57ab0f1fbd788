// A run that is killed without warning, five times, ends as if nothing had happened: the same bits in its last snapshot.
// And what a person may get wrong on the command line gets one sentence and no folder.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { reverie, reverie_program } from '../support/program.mjs';
import { write_sprites } from '../support/sprites.mjs';

const smoke = fileURLToPath(new URL('../../native/recipes/gan/smoke.toml', import.meta.url));
const steps = 120;

let folder;
let order;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'reverie-resume-'));
  write_sprites(join(folder, 'sprites'));
  order = ['train', 'gan', '--data', join(folder, 'sprites'), '--config', smoke, '--steps', String(steps)];
});

after(() => rmSync(folder, { recursive: true, force: true }));

function snapshots(run) {
  const names = existsSync(join(run, 'snapshots')) ? readdirSync(join(run, 'snapshots')) : [];
  return names.filter((name) => name.endsWith('.snap')).sort();
}

function newest_step(run) {
  const name = snapshots(run).at(-1);
  return name ? Number(name.match(/\d+/)[0]) : 0;
}

function first_run(out) {
  const names = existsSync(out) ? readdirSync(out).filter((name) => name.startsWith('0000')) : [];
  return names.length ? join(out, names[0]) : undefined;
}

// Starts the program in a process group of its own and kills the group once the run has come `further` steps.
async function start_and_kill(args, run_of, further, delay) {
  const child = spawn(reverie_program, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  const begun = run_of() ? newest_step(run_of()) : 0;
  const advanced = () => run_of() && newest_step(run_of()) >= begun + further;
  while (!advanced() && child.exitCode === null) await sleep(5);
  await sleep(delay);
  assert.equal(child.exitCode, null, 'the run ended before it could be killed');
  process.kill(-child.pid, 'SIGKILL');
  await exited;
}

test('five kill -9, and the last snapshot is bit for bit that of an undisturbed run', async () => {
  const whole = reverie([...order, '--out', join(folder, 'whole')]);
  assert.equal(whole.status, 0, whole.err);

  const out = join(folder, 'killed');
  const run_of = () => first_run(out);
  await start_and_kill([...order, '--out', out], run_of, 6, 0);
  for (const delay of [3, 11, 17, 26]) await start_and_kill(['train', '--resume', run_of()], run_of, 8, delay);
  assert.ok(!existsSync(join(run_of(), 'DONE')));
  const ended = reverie(['train', '--resume', run_of()]);
  assert.equal(ended.status, 0, ended.err);
  assert.equal(ended.last, run_of());

  assert.equal(newest_step(run_of()), steps);
  const last = (run) => readFileSync(join(run, 'snapshots', snapshots(run).at(-1)));
  assert.ok(last(run_of()).equals(last(whole.last)), 'the resumed run differs from the undisturbed one');
  const told = readFileSync(join(run_of(), 'stats.jsonl'), 'utf8').trim().split('\n');
  assert.deepEqual(
    told.map((line) => JSON.parse(line).step),
    Array.from({ length: steps / 2 }, (_, i) => 2 * (i + 1)),
  );
});

test('Ctrl-C saves, says how to go on, and ends with the folder', async () => {
  const out = join(folder, 'stopped');
  const child = spawn(reverie_program, [...order, '--out', out], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.on('data', (part) => {
    text += part;
  });
  const exited = once(child, 'exit');
  while (!(first_run(out) && newest_step(first_run(out)) > 4) && child.exitCode === null) await sleep(5);
  child.kill('SIGINT');
  const [code] = await exited;
  assert.equal(code, 0);
  const run = first_run(out);
  assert.equal(text.trimEnd().split('\n').at(-1), run);
  assert.match(text, /--resume/);
  assert.ok(!existsSync(join(run, 'DONE')));
  const ended = reverie(['train', '--resume', run]);
  assert.equal(ended.status, 0, ended.err);
});

test('what is said before a run, after it, and about the same run again', () => {
  const out = join(folder, 'said');
  const planned = reverie([...order, '--out', out, '--dry-run']);
  assert.equal(planned.status, 0, planned.err);
  assert.match(planned.out, /16 px, 120 steps of 8 pictures, about .* on this CPU \(float32, 1 thread/);
  assert.equal(first_run(out), undefined);

  const trained = reverie([...order, '--out', out]);
  assert.equal(trained.status, 0, trained.err);
  assert.match(trained.out, /\n(Varied|Less varied than its data|Collapsed): /);
  assert.match(trained.out, /\n(Not copied|Copied): /);
  assert.match(trained.out, /\nreverie publish .*00000-sprites-gan --id /);
  const told = join(trained.last, 'first-losses.csv');
  assert.equal(readFileSync(told, 'utf8').trim().split('\n').length, 52);

  const again = reverie([...order, '--verify', told, '--out', out]);
  assert.equal(again.status, 0, again.err);
  assert.match(again.out, /first 50 steps .* bit for bit/);
  const other = reverie([...order, '--seed', '2', '--verify', told, '--out', out]);
  assert.equal(other.status, 1);
  assert.match(other.err, /configuration or seed/);
  assert.equal(readdirSync(out).filter((name) => name.startsWith('0000')).length, 1, 'verifying leaves no run');

  const next = reverie([...order.slice(0, -1), '2', '--from', trained.last, '--out', out]);
  assert.equal(next.status, 0, next.err);
  assert.match(next.out, /Starting from 00000-sprites-gan after step 120: \d+ of \d+ tensors taken over\./);
});

test('wrong orders get one sentence and leave nothing', () => {
  const out = join(folder, 'wrong');
  const data = join(folder, 'sprites');
  const wrong = [
    [['gan'], /needs a recipe and --data/],
    [['vae', '--data', data], /'vae'/],
    [['gan', '--data', join(folder, 'nowhere')], /nowhere/],
    [['gan', '--data', data, '--set', 'size=33'], /33/],
    [['gan', '--data', data, '--set', 'colour=red'], /'colour=red'/],
    [['gan', '--data', data, '--steps', 'many'], /many/],
    [['gan', '--data', data, '--device', 'tpu'], /'tpu'/],
    [['gan', '--data', data, '--config', join(folder, 'no.toml')], /no\.toml/],
    [['gan', '--data', data, '--speed', '9'], /--speed|9/],
    [['--resume', join(folder, 'nowhere')], /nowhere/],
    [['gan', '--data', data, '--resume', folder], /--resume/],
    [['--resume', folder, '--from', folder], /--resume/],
    [['gan', '--data', data, '--from', join(folder, 'nowhere')], /nowhere/],
    [['gan', '--data', data, '--verify', join(folder, 'no.csv')], /no\.csv/],
  ];
  for (const [args, sentence] of wrong) {
    const {
      status,
      out: told,
      err,
    } = reverie(['train', ...args, ...(args.includes('--resume') ? [] : ['--out', out])]);
    const words = args.join(' ');
    assert.ok(status === 1 || status === 2, `${words} ended with ${status}`);
    assert.match(err, sentence, words);
    assert.equal(err.trimEnd().split('\n').length, 1, `${words}: ${err}`);
    assert.ok(!told.includes('step '), words);
  }
  assert.equal(first_run(out), undefined);
});
