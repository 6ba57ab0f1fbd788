// What a stranger might publish instead of a generator: each gives the graph and what the sentence about it must say.
// All have a card that is right about the file, so that only a look into the graph can refuse it.
import {
  bytes,
  float_type,
  floats,
  initializer,
  int64_type,
  int64s,
  message,
  model_file,
  node,
  number,
  value_info,
} from './onnx.mjs';

const codes = 8;
const labels = 3;
const side = 16;
const pixels = 3 * side * side;
const weight = (value) => floats(Array.from({ length: codes * pixels }, (_, i) => value(i)));
const wave = (i) => Math.sin(i) * 0.3;

const ports = [
  value_info(11, 'z', ['N', codes]),
  value_info(11, 'hat', ['N', labels]),
  value_info(12, 'image', ['N', 3, side, side]),
];
const weights = (value = wave) => [
  initializer('A', [codes, pixels], float_type, weight(value)),
  initializer('shape', [4], int64_type, int64s([-1, 3, side, side])),
  initializer('huge', [1], int64_type, int64s([800_000_000])),
];
// image = Reshape(z·A), with the nodes in between that `more` adds.
const nodes = (...more) => [
  node('MatMul', ['z', 'A'], ['flat']),
  ...more,
  node('Reshape', [more.length > 0 ? 'odd' : 'flat', 'shape'], ['image']),
];
const odd = (op, inputs, attributes) =>
  model_file('hostile', [...nodes(node(op, inputs, ['odd'], attributes)), ...weights(), ...ports]);

function nested(depth) {
  let graph = Buffer.concat(nodes());
  for (let i = 0; i < depth; i += 1) {
    const body = message(5, bytes(1, 'body'), bytes(6, graph), number(20, 5));
    graph = message(1, bytes(1, 'z'), bytes(2, 'odd'), bytes(4, 'Loop'), body);
  }
  return model_file('hostile', [graph]);
}

const of_dimension = (size) =>
  model_file('hostile', [
    ...nodes(),
    ...weights(),
    message(11, bytes(1, 'z'), message(2, message(1, number(1, 1), message(2, message(1, number(1, size)))))),
    ...ports.slice(1),
  ]);
const external = message(
  5,
  number(1, codes),
  number(1, pixels),
  number(2, 1),
  bytes(8, 'A'),
  message(13, bytes(1, 'location'), bytes(2, '../../secret.bin')),
  number(14, 1),
);

/** [what it is, the graph, the sentence] */
export const hostile_graphs = [
  ['a web page', Buffer.from('<!doctype html><title>404</title><p>Not here'), /no ONNX file/],
  ['cut in the middle', odd('Relu', ['flat']).subarray(0, 9000), /no ONNX file/],
  ['cut near the start', odd('Relu', ['flat']).subarray(0, 40), /no ONNX file/],
  ['an unknown operator', odd('Dream', ['flat']), /operator "Dream"/],
  ['Loop', odd('Loop', ['flat']), /operator "Loop"/],
  ['If', odd('If', ['flat']), /operator "If"/],
  ['Scan', odd('Scan', ['flat']), /operator "Scan"/],
  ['a graph in a graph in a graph …', nested(300), /graph inside it/],
  ['a circle', odd('Add', ['flat', 'odd']), /circle/],
  ['a negative dimension', of_dimension(-5), /dimension of -5/],
  ['a dimension of 2^63', of_dimension(2n ** 63n), /dimension of -9223372036854775808/],
  ['a dimension of 2^40', of_dimension(2n ** 40n), /dimension of 1099511627776/],
  ['800 million floats', odd('ConstantOfShape', ['huge']), /3051 MiB/],
  ['a tile of 800 million', odd('Expand', ['flat', 'huge']), /joins the shapes|MiB/],
  ['external data', model_file('hostile', [...nodes(), external, ...weights().slice(1), ...ports]), /another file/],
  [
    'other input names',
    model_file('hostile', [
      node('MatMul', ['noise', 'A'], ['flat']),
      node('Reshape', ['flat', 'shape'], ['image']),
      ...weights(),
      value_info(11, 'noise', ['N', codes]),
      ...ports.slice(1),
    ]),
    /input 'z', which its graph does not have/,
  ],
  [
    'ten megabytes of nodes',
    model_file('hostile', [Buffer.concat(Array(600_000).fill(node('Relu', ['z'], ['y']))), ...ports]),
    /more than the 2000 nodes/,
  ],
  [
    'weights that are no numbers',
    model_file('hostile', [...nodes(), ...weights(() => Number.NaN), ...ports]),
    /NaN or infinity/,
  ],
  [
    'a compiled model in disguise',
    Buffer.concat([number(1, 8), bytes(2, 'ORTM'), model_file('hostile', nodes())]),
    /compiled for one runtime/,
  ],
];

/** Allowed, and yet more than half a minute of work: a chain of wide convolutions over a large field. */
export function slow_graph() {
  const layers = 14;
  const chain = Array.from({ length: layers }, (_, i) =>
    node('Conv', [`f${i}`, 'K'], [`f${i + 1}`], { pads: [15, 15, 15, 15] }),
  );
  return model_file('hostile', [
    node('MatMul', ['z', 'A'], ['flat']),
    node('Reshape', ['flat', 'shape'], ['small']),
    node('MatMul', ['z', 'B'], ['flat8']),
    node('Reshape', ['flat8', 'point'], ['dot']),
    node('Expand', ['dot', 'wide'], ['f0']),
    ...chain,
    node('GlobalAveragePool', [`f${layers}`], ['mean']),
    node('ReduceMean', ['mean'], ['one'], { axes: [1] }),
    node('Mul', ['one', 'nothing'], ['zero']),
    node('Add', ['small', 'zero'], ['image']),
    ...weights(),
    initializer('B', [codes, 8], float_type, floats(new Float32Array(codes * 8).fill(0.1))),
    initializer('K', [8, 8, 31, 31], float_type, floats(new Float32Array(64 * 961).fill(1e-4))),
    initializer('point', [4], int64_type, int64s([-1, 8, 1, 1])),
    initializer('wide', [4], int64_type, int64s([1, 8, 512, 512])),
    initializer('nothing', [1], float_type, floats([0])),
    ...ports,
  ]);
}
