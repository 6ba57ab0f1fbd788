// Training against PyTorch as people write it: the same nets, losses and batch, eager, on the CPU. Both processes stand
// ready and take turns, eight rounds of 32 steps; medians are told. With one thread processor time is counted, which is
// the time it takes on a machine that does nothing else; with all of them the clock on the wall.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = 'build/train/bin/reverie-train-bench';
const rounds = 8;
const steps = 32; // two gradient penalties
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

// A process that answers each line of its input with one of its output.
function talk(command, args) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${command} ended early`);
    return JSON.parse(value);
  };
  return {
    next,
    ask(question) {
      child.stdin.write(`${question}\n`);
      return next();
    },
    end: () => child.stdin.end(),
  };
}

async function measure(folder, threads, dtype, peer_dtype) {
  const file = join(folder, 'pictures.f32');
  const ours = talk(program, [file, `threads=${threads}`, `dtype=${dtype}`]);
  const settings = await ours.next();
  const peer = talk('python3', ['tests/bench/train_peer.py', file, JSON.stringify(settings), threads, peer_dtype]);
  await Promise.all([ours.ask(4), peer.ask(4)]);
  const told = { ours: [], peer: [] };
  for (let round = 0; round < rounds; round += 1) {
    const turns = round % 2 ? ['peer', 'ours'] : ['ours', 'peer'];
    for (const who of turns) told[who].push(await (who === 'ours' ? ours : peer).ask(steps));
  }
  ours.end();
  peer.end();
  return told;
}

function row(title, clock, { ours, peer }) {
  const rate = (told) => 32_000 / median(told.map((line) => line[clock]));
  const curve = (told, name) => told.map((line) => line[name].toFixed(2)).join(' ');
  const wait = (100 * median(ours.map((line) => line.wait))).toFixed(1);
  console.log(
    `${title}  ${(rate(ours) / rate(peer)).toFixed(2)}×  vs PyTorch eager  (${rate(ours).toFixed(0)} and ` +
      `${rate(peer).toFixed(0)} pictures/s; ${wait} % waiting for data)`,
  );
  for (const name of ['d_loss', 'g_loss']) {
    console.log(`    ${name}  ours ${curve(ours, name)}  peer ${curve(peer, name)}`);
  }
}

if (existsSync(program)) {
  const folder = mkdtempSync(join(tmpdir(), 'reverie-train-bench-'));
  try {
    for (const threads of availableParallelism() > 1 ? [1, 0] : [1]) {
      const on = threads === 1 ? '1 thread' : 'all threads';
      const clock = threads === 1 ? 'cpu' : 'ms';
      const compare = async (title, dtype, peer_dtype) =>
        row(`training 32 px, ${on}, ${title}`, clock, await measure(folder, threads, dtype, peer_dtype));
      await compare('float32', 'float32', 'float32');
      await compare('bfloat16', 'bfloat16', 'bfloat16');
      await compare('as it comes, peer float32', 'auto', 'float32');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
