// A whole model package of a few kilobytes, written without a trainer, so that the browser tests need no published
// model: a linear "generator" whose pictures are sums of cosines, and its card.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { float_type, floats, initializer, int64_type, model_file, node, value_info } from './onnx.mjs';

// image = tanh(z·A + hat·B) as (N,3,side,side)
function generator({ codes, labels, side }) {
  const pixels = 3 * side * side;
  const wave = (row, pixel) => {
    const x = (pixel % side) / side;
    const y = (Math.floor(pixel / side) % side) / side;
    const channel = Math.floor(pixel / (side * side));
    return Math.cos(Math.PI * (x * (1 + (row % 3)) + y * (1 + ((row * 2 + channel) % 4)) + row)) * 0.6;
  };
  const matrix = (rows, scale) =>
    floats(Array.from({ length: rows * pixels }, (_, i) => scale * wave(Math.floor(i / pixels), i % pixels)));
  const graph = [
    node('MatMul', ['z', 'A'], ['from_z']),
    node('MatMul', ['hat', 'B'], ['from_hat']),
    node('Add', ['from_z', 'from_hat'], ['sum']),
    node('Tanh', ['sum'], ['flat']),
    node('Reshape', ['flat', 'shape'], ['image']),
    initializer('A', [codes, pixels], float_type, matrix(codes, 1)),
    initializer('B', [labels, pixels], float_type, matrix(labels, 2)),
    initializer('shape', [4], int64_type, Buffer.from(new BigInt64Array([-1n, 3n, BigInt(side), BigInt(side)]).buffer)),
    value_info(11, 'z', ['N', codes]),
    value_info(11, 'hat', ['N', labels]),
    value_info(12, 'image', ['N', 3, side, side]),
  ];
  return model_file('tiny', graph);
}

const sha256 = (content) => createHash('sha256').update(content).digest('hex');

function card({ id, title, codes, labels, side, file }) {
  return {
    format: 1,
    id,
    title,
    kind: 'generator',
    description: 'Sums of cosines, for tests.',
    licence: 'CC0-1.0',
    author: 'the tests',
    credit: 'No data.',
    random: 'philox4x32-10/1',
    requires: ['generator'],
    files: [file],
    inputs: [
      { name: 'z', kind: 'latent', dtype: 'float32', shape: ['N', codes] },
      {
        name: 'hat',
        kind: 'class',
        dtype: 'float32',
        shape: ['N', labels],
        axis: 'hat',
        encoding: 'weights',
        labels: Array.from({ length: labels }, (_, i) => `hat-${i}`),
      },
    ],
    outputs: [
      {
        name: 'image',
        kind: 'image',
        dtype: 'float32',
        shape: ['N', 3, side, side],
        layout: 'NCHW',
        color_space: 'sRGB',
        range: [-1, 1],
        scaling: 'nearest',
      },
    ],
    prepare: [],
    finish: [{ op: 'clamp', low: -1, high: 1 }],
    weights: [],
    training: { recipe: 'none' },
    previews: [],
    timeline: [],
  };
}

/**
 * Writes `folder`/model.json and its generator, and the `strip` it brings; returns the card. `change(card, graph)` may
 * spoil either first.
 */
export function write_tiny_package(folder, { id = 'tiny', title = 'Tiny', change, strip } = {}) {
  const shape = { codes: 8, labels: 3, side: 16 };
  let graph = generator(shape);
  const name = `generator.${sha256(graph).slice(0, 8)}.onnx`;
  const file = { role: 'generator', name, bytes: graph.length, sha256: sha256(graph) };
  let made = card({ id, title, ...shape, file });
  mkdirSync(folder, { recursive: true });
  if (strip) {
    const hash = sha256(strip);
    made.files.push({ role: 'strip', name: `strip.${hash.slice(0, 8)}.png`, bytes: strip.length, sha256: hash });
    writeFileSync(join(folder, `strip.${hash.slice(0, 8)}.png`), strip);
  }
  if (change) ({ card: made = made, graph = graph } = change(made, graph) ?? {});
  writeFileSync(join(folder, name), graph);
  writeFileSync(join(folder, 'model.json'), `${JSON.stringify(made, null, 2)}\n`);
  return made;
}
