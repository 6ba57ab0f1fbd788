// Kept files from the command line: every kind, what foreign eyes read in them, and the way back.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { source_of, tags_of } from '../support/exiftool.mjs';
import { difference, read_png } from '../support/png.mjs';
import { reverie, reverie_program } from '../support/program.mjs';
import { write_tiny_package } from '../support/tiny_package.mjs';

let folder;
const at = (name) => join(folder, name);

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'reverie-keep-'));
  write_tiny_package(at('models/tiny'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

function render(...args) {
  const ran = reverie(['render', ...args]);
  assert.equal(ran.status, 0, ran.err);
}

// What a kept file leads to, drawn once more, against the same piece drawn from its parameters.
function assert_leads_back(file, ...same) {
  render(file, '--size', '96x64', '--out', at('back.png'));
  render(...same, '--size', '96x64', '--out', at('same.png'));
  const { max } = difference(read_png(readFileSync(at('back.png'))), read_png(readFileSync(at('same.png'))));
  assert.equal(max, 0, `${file} leads elsewhere`);
}

test('a PNG tells its source and leads back', () => {
  render('de-stijl', '--seed', 'wind & <sea>', '--size', '96x64', '--out', at('a.png'));
  const tags = tags_of(at('a.png'));
  assert.equal(source_of(tags), 'algorithmicMedia');
  assert.equal(tags.CreatorTool, 'Reverie');
  assert.deepEqual([tags.ImageWidth, tags.ImageHeight], [96, 64]);
  assert.match(JSON.stringify(tags.Reverie), /piece=de-stijl/);
  assert_leads_back(at('a.png'), 'de-stijl', '--seed', 'wind & <sea>');
});

test('what a network drew says so', () => {
  const models = ['--models', at('models'), '--model', 'generator=tiny'];
  render('latent-walk', ...models, '--size', '96x64', '--out', at('network.png'));
  const tags = tags_of(at('network.png'));
  assert.equal(source_of(tags), 'trainedAlgorithmicMedia');
  assert.match(tags.Description, /with the model tiny@/);
  assert.match(tags.Description, /by the tests, CC0-1.0. Learned from: No data.. Nobody can say how near/);
  assert.equal(tags.Credit, 'No data.');
});

test('a file whose model has changed since is drawn, and says so', () => {
  const ran = reverie([
    ...['render', 'latent-walk', '--models', at('models'), '--link', 'piece=latent-walk&model.generator=tiny@00000000'],
    ...['--size', '96x64', '--out', at('changed.png')],
  ]);
  assert.equal(ran.status, 0, ran.err);
  assert.match(ran.err, /The model tiny has changed since this was made \(00000000 then, [0-9a-f]{8} now\); it plays/);
  assert.ok(existsSync(at('changed.png')));
});

test('an SVG tells its source and leads back', () => {
  render('de-stijl', '--seed', 'line', '--out', at('a.svg'));
  assert.equal(source_of(tags_of(at('a.svg'))), 'algorithmicMedia');
  assert_leads_back(at('a.svg'), 'de-stijl', '--seed', 'line');
});

test('a GIF is a loop for ever, tells its source and leads back', () => {
  render('sunrise', '--seed', 'tide', '--size', '64x48', '--out', at('a.gif'));
  const tags = tags_of(at('a.gif'));
  assert.equal(source_of(tags), 'algorithmicMedia');
  assert.equal(tags.AnimationIterations, 0, 'for ever');
  assert.ok(tags.FrameCount > 20);
  assert.ok(Math.abs(tags.Duration - tags.FrameCount / 20) < 0.01, 'twenty frames a second');
  assert_leads_back(at('a.gif'), 'sunrise', '--seed', 'tide');
});

test('a WebM carries both as tags of Matroska, and leads back', () => {
  render('sunrise', '--seed', 'tide', '--size', '65x47', '--out', at('a.webm'));
  const tags = tags_of(at('a.webm'));
  assert.equal(tags.FileType, 'WEBM');
  assert.equal(tags.VideoCodecID ?? tags.CodecID, 'V_VP9');
  assert.equal(source_of(tags), 'algorithmicMedia');
  assert.match(JSON.stringify(tags.Reverie), /piece=sunrise/);
  assert.deepEqual([tags.ImageWidth, tags.ImageHeight], [65, 47]);
  assert_leads_back(at('a.webm'), 'sunrise', '--seed', 'tide');
});

test('a print is larger than any picture that is held', () => {
  render('de-stijl', '--size', '1700x90', '--density', '10', '--out', at('print.png'));
  const tags = tags_of(at('print.png'));
  assert.deepEqual([tags.ImageWidth, tags.ImageHeight], [17_000, 900]);
  assert.equal(source_of(tags), 'algorithmicMedia');
});

test('what cannot be kept is said in one sentence, and leaves nothing', () => {
  writeFileSync(at('foreign.png'), 'no picture');
  const refused = (args, code, words) => {
    const before_it = readdirSync(folder).length;
    const ran = reverie(['render', ...args]);
    assert.equal(ran.status, code, ran.err);
    assert.match(ran.err, words);
    assert.equal(ran.err.trim().split('\n').length, 1);
    assert.equal(readdirSync(folder).length, before_it);
  };
  refused(['de-stijl', '--out', at('no.gif')], 1, /no loop/);
  refused(['de-stijl', '--out', at('no.jpg')], 2, /\.png, \.svg, \.gif or \.webm/);
  refused(['sunrise', '--frames', '3', '--out', at('no.webm')], 2, /--frames/);
  refused(['sunrise', '--size', '3000x3000', '--out', at('no.gif')], 1, /keep it smaller, or as WebM/);
  refused([at('foreign.png'), '--out', at('no.png')], 1, /foreign\.png/);
});

test('a document from a file of its own travels in what is kept', () => {
  const graph = { nodes: [{ id: 'ann' }, { id: 'bo' }], links: [{ source: 'ann', target: 'bo' }] };
  writeFileSync(at('graph.json'), JSON.stringify(graph));
  const own = ['--document', at('graph.json')];
  render('constellation', ...own, '--size', '96x64', '--out', at('graph.png'));
  assert_leads_back(at('graph.png'), 'constellation', ...own);
  render('constellation', '--size', '96x64', '--out', at('grown.png'));
  const [made, grown] = ['graph.png', 'grown.png'].map((name) => read_png(readFileSync(at(name))));
  assert.ok(difference(made, grown).max > 40, 'the graph changed nothing');
  writeFileSync(at('graph.json'), '{"nodes":[{"id":"ann"},{"id":"ann"}]}');
  const ran = reverie(['render', 'constellation', ...own, '--out', at('no.png')]);
  assert.equal(ran.status, 1);
  assert.match(ran.err, /nodes\[1\].*"ann"/);
  assert.ok(!existsSync(at('no.png')));
});

test('Ctrl-C in the middle leaves nothing half-written', async () => {
  const out = at('stopped.webm');
  const child = spawn(reverie_program, ['render', 'sunrise', '--size', '640x480', '--out', out], { stdio: 'pipe' });
  let err = '';
  child.stderr.on('data', (text) => {
    err += text;
  });
  const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })));
  while (!readdirSync(folder).some((name) => name.startsWith('stopped.webm.tmp')))
    await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGINT');
  assert.deepEqual(await ended, { code: 1, signal: null });
  assert.match(err, /Stopped; nothing was written/);
  assert.ok(!existsSync(out));
  assert.ok(!readdirSync(folder).some((name) => name.startsWith('stopped')));
});
