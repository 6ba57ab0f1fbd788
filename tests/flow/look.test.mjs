// Models opened by `reverie look`: the published ones, and generators that PyTorch's own exporter wrote.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { difference, read_png } from '../support/png.mjs';
import { player_program } from '../support/program.mjs';
import { write_tiny_package } from '../support/tiny_package.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const script = join(root, 'tests/support/foreign_generators.py');

let folder;

const reverie = (...words) => {
  const { status, stderr } = spawnSync(player_program, words, { encoding: 'utf8', cwd: root });
  return { status, err: stderr };
};

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'reverie-look-'));
});

after(() => rmSync(folder, { recursive: true, force: true }));

/** What is inside `model`, an id or a package folder: look.json and the pictures in `out`. */
function look(model, name, ...words) {
  const out = join(folder, name);
  const looked = reverie('look', model, '--out', out, ...words);
  assert.equal(looked.status, 0, looked.err);
  assert.equal(looked.err, '');
  const told = JSON.parse(readFileSync(join(out, 'look.json'), 'utf8'));
  return { out, ...told, png: ({ file }) => read_png(readFileSync(join(out, file))) };
}

const shown_in = ({ code, layers, mistakes }) =>
  [
    code,
    ...layers.flatMap(({ holds, filters, sample }) => [holds, filters, sample]),
    mistakes?.farthest,
    mistakes?.nearest,
  ].filter(Boolean);

/** `picture`, each pixel `zoom` wide. */
function enlarged(picture, zoom) {
  const width = picture.width * zoom;
  const height = picture.height * zoom;
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = 4 * (Math.floor(y / zoom) * picture.width + Math.floor(x / zoom));
      rgba.set(picture.rgba.subarray(at, at + 4), 4 * (y * width + x));
    }
  return { width, height, rgba };
}

for (const id of ['emoji', 'faces'])
  test(`${id}: every learned number stands in a layer, and the path ends in the picture that the model draws`, () => {
    const inside = look(id, id);
    const card = JSON.parse(readFileSync(join(root, 'models', id, 'model.json'), 'utf8'));
    const learned = card.weights.reduce((sum, { shape }) => sum + shape.reduce((all, one) => all * one, 1), 0);
    assert.equal(inside.weights, learned);
    assert.equal(
      inside.layers.reduce((sum, layer) => sum + layer.weights, 0),
      learned,
    );
    assert.ok(inside.multiply_adds > 1e7);
    for (const shown of shown_in(inside)) {
      const { width, height } = inside.png(shown);
      assert.deepEqual({ width, height }, { width: shown.width, height: shown.height }, shown.file);
    }
    const { png } = inside;
    const last = inside.layers.at(-1);
    assert.equal(last.holds.as, 'picture');
    mkdirSync(join(folder, `${id}-drawn`));
    const drawn = reverie('near', id, '--count', '1', '--seed', '1', '--out', join(folder, `${id}-drawn`));
    assert.equal(drawn.status, 0, drawn.err);
    const wanted = read_png(readFileSync(join(folder, `${id}-drawn`, 'drawn-01.png')));
    const { max } = difference(png(last.holds), enlarged(wanted, 256 / wanted.width));
    assert.ok(max <= 1, `the path ends in another picture, ${max} levels off`);
  });

test('emoji: from a vote among what it remembers to 64 × 64', () => {
  const { layers, parts, mistakes } = look('emoji', 'emoji-again');
  assert.deepEqual(
    layers.map(({ kind }) => kind),
    ['mix', 'vote', 'gather', 'mix', 'mix', 'begin', 'refine', 'enlarge', 'enlarge', 'refine', 'refine', 'unfold'],
  );
  assert.equal(parts.length, 1);
  assert.equal(layers.at(-1).title, 'Unfolds to 64 × 64');
  assert.deepEqual(layers.at(-1).said, ['Unfolds to {0}', '64 × 64']);
  assert.deepEqual(
    layers.filter(({ sample }) => sample).map(({ shape }) => shape[2]),
    [8, 16, 32],
  );
  assert.equal(mistakes.drawn, 256);
  const { nearly_one, close_to_one, among, farther, unlike } = mistakes;
  assert.equal(nearly_one + close_to_one + among + farther + unlike, 256);
});

test('faces: a part for each sheet, by the name of its label, and the vote says whom it chose', () => {
  const { layers, parts } = look('faces', 'faces-again');
  assert.deepEqual(
    parts.map(({ title }) => title),
    ['background', 'body', 'accessory', 'head', 'glasses'],
  );
  parts.forEach((_part, i) => {
    const own = layers.filter(({ part }) => part === i);
    assert.equal(own.at(-1).kind, i === 0 ? 'colour' : 'lay-over');
    assert.equal(own.filter(({ holds }) => holds.as === 'sheet').length, i === 0 ? 0 : 1);
    assert.equal(own[0].kind, 'vote');
    assert.ok(own[0].names.length >= 1 && own[0].names[0][1] <= 1);
  });
});

test('the same model gives the same files, another seed another picture', () => {
  const once = look('faces', 'once');
  const twice = look('faces', 'twice');
  const other = look('faces', 'other', '--seed', '5');
  for (const file of readdirSync(once.out))
    assert.ok(readFileSync(join(once.out, file)).equals(readFileSync(join(twice.out, file))), file);
  const { file } = once.layers.at(-1).holds;
  assert.ok(!readFileSync(join(once.out, file)).equals(readFileSync(join(other.out, file))));
});

test('generators that others exported are opened too', () => {
  const exported = spawnSync('python3', [script, 'export', folder], { encoding: 'utf8' });
  assert.equal(exported.status, 0, exported.stderr);
  const kinds = {};
  for (const name of ['dcgan', 'embedded', 'attention', 'stubborn']) {
    const words = ['--id', name, '--title', name, '--models', join(folder, 'models')];
    const imported = reverie('import', join(folder, `${name}.onnx`), ...words);
    assert.equal(imported.status, 0, imported.err);
    const inside = look(join(folder, 'models', name), `inside-${name}`);
    kinds[name] = inside.layers.map(({ kind }) => kind);
    assert.equal(inside.layers.at(-1).holds.as, 'picture', name);
    assert.equal(inside.mistakes, undefined);
    const last = inside.layers.findLast(({ filters }) => filters);
    assert.equal(last.filters.of_across, undefined, `${name}: the last filters are in colours`);
  }
  assert.equal(kinds.dcgan[0], 'begin');
  assert.ok(
    kinds.dcgan.slice(1, -1).every((kind) => kind === 'enlarge'),
    String(kinds.dcgan),
  );
  assert.equal(kinds.dcgan.at(-1), 'colour');
  assert.deepEqual(kinds.attention, ['begin', 'enlarge', 'refine', 'refine', 'attend', 'attend', 'colour']);
});

test('what cannot be opened is refused in one sentence, and nothing is written', () => {
  const package_folder = join(folder, 'spoiled');
  mkdirSync(package_folder);
  const card = write_tiny_package(package_folder);
  const graph = join(package_folder, card.files.find(({ role }) => role === 'generator').name);
  writeFileSync(
    graph,
    readFileSync(graph).map((byte, i) => (i === 40 ? byte ^ 1 : byte)),
  );
  const out = join(folder, 'nothing');
  for (const [model, sentence] of [
    [package_folder, /^reverie: [^\n]*\n$/],
    ['nobody', /^reverie: [^\n]*nobody[^\n]*\n$/],
  ]) {
    const refused = reverie('look', model, '--out', out);
    assert.equal(refused.status, 1);
    assert.match(refused.err, sentence);
  }
  assert.throws(() => readdirSync(out));
});
