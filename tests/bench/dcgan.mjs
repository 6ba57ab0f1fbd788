// DCGAN-64 (Radford et al. 2016) with weights drawn from a seed: 64 numbers in, 3 × 64 × 64 out, 0.95 M parameters,
// normalisation already folded. What it draws is noise; what counts is that every peer runs the same weights.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { float_type, floats, initializer, int64_type, model_file, node, value_info } from '../support/onnx.mjs';

export const codes = 64;
const widths = [codes, 256, 128, 64, 32, 3];

// Mulberry32, and normals by Box and Muller.
function normals(seed) {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** [{from, to, stride, pad, filter: (from,to,4,4) row-major, bias}] */
export function layers(seed = 7) {
  const normal = normals(seed);
  return widths.slice(1).map((to, i) => {
    const from = widths[i];
    const scale = Math.sqrt(2 / (i === 0 ? from : from * 4)); // each output pixel meets four taps of a stride of two
    return {
      from,
      to,
      stride: i === 0 ? 1 : 2,
      pad: i === 0 ? 0 : 1,
      filter: Float32Array.from({ length: from * to * 16 }, () => normal() * scale),
      bias: Float32Array.from({ length: to }, () => normal() * 0.02),
    };
  });
}

// So many 3 × 3 convolutions of 32 channels at 32 × 32 (9.4 MMAC each) before the last layer: they only take time.
function further_parts(count, from, to) {
  const parts = [];
  const normal = normals(11);
  const [filter, bias] = [9 * 32 * 32, 32].map((length) => Float32Array.from({ length }, () => normal() / 17));
  parts.push(
    initializer('wf', [32, 32, 3, 3], float_type, floats(filter)),
    initializer('bf', [32], float_type, floats(bias)),
  );
  for (let i = 0; i < count; i += 1) {
    const [input, output] = [i === 0 ? from : `f${i - 1}`, i === count - 1 ? to : `f${i}`];
    parts.push(node('Conv', [input, 'wf', 'bf'], [`c${i}`], { kernel_shape: [3, 3], pads: [1, 1, 1, 1] }));
    parts.push(node('Relu', [`c${i}`], [output]));
  }
  return parts;
}

function graph_of(stack, further) {
  const parts = [
    node('Reshape', ['z', 'square'], ['x0']),
    initializer('square', [4], int64_type, Buffer.from(new BigInt64Array([-1n, BigInt(codes), 1n, 1n]).buffer)),
  ];
  stack.forEach(({ from, to, stride, pad, filter, bias }, i) => {
    const last = i === stack.length - 1;
    const input = last && further > 0 ? 'further' : `x${i}`;
    if (last && further > 0) parts.push(...further_parts(further, `x${i}`, input));
    const window = { kernel_shape: [4, 4], strides: [stride, stride], pads: [pad, pad, pad, pad] };
    parts.push(node('ConvTranspose', [input, `w${i}`, `b${i}`], [`y${i}`], window));
    parts.push(node(last ? 'Tanh' : 'Relu', [`y${i}`], [last ? 'image' : `x${i + 1}`]));
    parts.push(initializer(`w${i}`, [from, to, 4, 4], float_type, floats(filter)));
    parts.push(initializer(`b${i}`, [to], float_type, floats(bias)));
  });
  return model_file('dcgan-64', [
    ...parts,
    value_info(11, 'z', ['N', codes]),
    value_info(12, 'image', ['N', 3, 64, 64]),
  ]);
}

const sha256 = (content) => createHash('sha256').update(content).digest('hex');

/** Writes `folder`/model.json and its generator, with `further` convolutions; returns the generator's {name, bytes, sha256}. */
export function write_dcgan_package(folder, id = 'dcgan-64', further = 0) {
  const graph = graph_of(layers(), further);
  const file = { name: `generator.${sha256(graph).slice(0, 8)}.onnx`, bytes: graph.length, sha256: sha256(graph) };
  const image = { name: 'image', kind: 'image', dtype: 'float32', shape: ['N', 3, 64, 64], layout: 'NCHW' };
  const card = {
    format: 1,
    id,
    title: 'DCGAN 64',
    kind: 'generator',
    description: 'Untrained, for the benchmark.',
    licence: 'CC0-1.0',
    author: 'the benchmark',
    credit: 'No data.',
    random: 'philox4x32-10/1',
    requires: ['generator'],
    files: [{ role: 'generator', ...file }],
    inputs: [{ name: 'z', kind: 'latent', dtype: 'float32', shape: ['N', codes] }],
    outputs: [{ ...image, color_space: 'sRGB', range: [-1, 1], scaling: 'smooth' }],
    prepare: [],
    finish: [{ op: 'clamp', low: -1, high: 1 }],
    weights: [],
    training: { recipe: 'none' },
    previews: [],
    timeline: [],
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file.name), graph);
  writeFileSync(join(folder, 'model.json'), `${JSON.stringify(card, null, 2)}\n`);
  return file;
}
