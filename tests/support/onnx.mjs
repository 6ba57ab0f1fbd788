// ONNX files written by hand, good and bad ones, for tests that must not need a trainer.
// --- protobuf, as much of it as an ONNX file needs ---
function varint(value) {
  const bytes = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}
export const number = (field, value) => Buffer.concat([varint(field << 3), varint(value)]);
export const bytes = (field, value) => {
  const body = Buffer.isBuffer(value) ? value : Buffer.from(value);
  return Buffer.concat([varint((field << 3) | 2), varint(body.length), body]);
};
export const message = (field, ...parts) => bytes(field, Buffer.concat(parts));

// --- ONNX: ModelProto, GraphProto and their parts (onnx.proto's field numbers) ---
export const float_type = 1;
export const int64_type = 7;

export function value_info(field, name, dims) {
  const shape = dims.map((dim) => message(1, typeof dim === 'number' ? number(1, dim) : bytes(2, dim)));
  return message(field, bytes(1, name), message(2, message(1, number(1, float_type), message(2, ...shape))));
}

export function initializer(name, dims, type, raw) {
  return message(5, ...dims.map((dim) => number(1, dim)), number(2, type), bytes(8, name), bytes(9, raw));
}

/** `attributes`: {name: 1 or [1, 2]}, whole numbers and lists of them; that is all which these graphs need. */
export function node(op, inputs, outputs, attributes = {}) {
  const made = Object.entries(attributes).map(([name, value]) =>
    Array.isArray(value)
      ? message(5, bytes(1, name), ...value.map((one) => number(8, one)), number(20, 7))
      : message(5, bytes(1, name), number(3, value), number(20, 2)),
  );
  return message(1, ...inputs.map((i) => bytes(1, i)), ...outputs.map((o) => bytes(2, o)), bytes(4, op), ...made);
}

export const floats = (values) => Buffer.from(new Float32Array(values).buffer);

export const int64s = (values) => Buffer.from(new BigInt64Array(values.map(BigInt)).buffer);

/** A whole ModelProto; `graph`: nodes, initializers and value infos. */
export function model_file(name, graph) {
  return Buffer.concat([
    number(1, 8),
    bytes(2, 'reverie tests'),
    message(7, ...graph, bytes(2, name)),
    message(8, number(2, 17)),
  ]);
}
