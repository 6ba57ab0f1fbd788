// Builds everything static into build/site: posters by the command line, models, both WebAssembly files as .gz, the
// pages by Vite, the notices. It is made beside and swapped in at the end, so a served site is always a whole one.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, gzipSync } from 'node:zlib';
import { build, minify } from 'vite';
import { notices_text } from './lib/notices.mjs';
import { fill_pages, pages_of } from './lib/pages.mjs';
import { site_table } from './lib/table.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => join(root, ...parts);
const models_folder = process.env.REVERIE_MODELS ?? at('models');
const made = at('build/public');
const drawn = at('build/posters');
const maxBuffer = 64 << 20; // bytes of a picture
const kept_zips = at('build/zips');
const reverie = at('build/native/bin/reverie');
const other_seeds = ['tide', 'paper', 'lantern', 'march'];

class Sentence extends Error {}

function require_file(path, how) {
  if (!existsSync(path))
    throw new Sentence(`The site needs ${path.replace(root, '')}, which is not there; ${how}. The old site stays.`);
  return path;
}

const sha256 = (content) => createHash('sha256').update(content).digest('hex');

// Zipping the runtime takes seconds, so what was zipped once is kept under its hash.
function zip(content, hash) {
  const kept = join(kept_zips, `${hash}.gz`);
  if (existsSync(kept)) return readFileSync(kept);
  const zipped = gzipSync(content, { level: constants.Z_BEST_COMPRESSION });
  mkdirSync(kept_zips, { recursive: true });
  writeFileSync(`${kept}.new`, zipped);
  renameSync(`${kept}.new`, kept);
  return zipped;
}

// Writes only the .gz: the plain file would never be asked for. The name carries the hash, so it may be cached for ever.
function publish_zipped(source, stem, ending) {
  const content = readFileSync(source);
  const hash = sha256(content);
  const url = `runtime/${stem}.${hash.slice(0, 8)}.${ending}`;
  writeFileSync(join(made, `${url}.gz`), zip(content, hash));
  return { url, bytes: content.length, sha256: hash };
}

// Emscripten leaves its script half as large again as it need be.
async function publish_script(source, stem) {
  const { code: content } = await minify(basename(source), readFileSync(source, 'utf8'), { module: true });
  const url = `runtime/${stem}.${sha256(content).slice(0, 8)}.js`;
  writeFileSync(join(made, url), content);
  return url;
}

function publish_model(id) {
  const from = join(models_folder, id);
  const to = join(made, 'models', id);
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    copyFileSync(join(from, name), join(to, name));
    if (name.endsWith('.onnx')) {
      const content = readFileSync(join(from, name));
      writeFileSync(join(to, `${name}.gz`), zip(content, sha256(content)));
    }
  }
  return JSON.parse(readFileSync(join(from, 'model.json'), 'utf8'));
}

function command(...args) {
  return execFileSync(reverie, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], cwd: root });
}

// A package that the command line cannot read is left out, and said so.
function usable_models() {
  if (!existsSync(models_folder)) return [];
  const listed = JSON.parse(command('models', '--json', '--models', models_folder));
  for (const { id, problem } of listed) if (problem) console.error(`  the model ${id} is left out: ${problem}`);
  return listed.filter((model) => !model.problem).map((model) => publish_model(model.id));
}

const kinds = (ports) => (ports ?? []).map((port) => port.kind);

const slot_takes = (slot, model) =>
  (slot.inputs ?? []).every((kind) => kinds(model.inputs).includes(kind)) &&
  (slot.outputs ?? []).every((kind) => kinds(model.outputs).includes(kind));

// The first model whose ports a slot can use; null when a slot stays empty.
function models_for(piece, models) {
  const chosen = {};
  for (const slot of piece.slots ?? []) {
    const model = models.find((candidate) => slot_takes(slot, candidate));
    if (model) chosen[slot.name] = model.id;
    else if ((slot.min ?? 1) > 0) return null;
  }
  return chosen;
}

// As WebP: without loss where that is smaller, as it is for flat colours.
function draw(piece, models, file, { size, density = '2', seed, quality = '84' }) {
  const chosen = Object.entries(models).map(([slot, id]) => `${slot}=${join(models_folder, id)}`);
  const png = join(drawn, file.replace(/webp$/, 'png').replaceAll('/', '-'));
  const args = ['render', piece.id, '--size', size, '--density', density, '--out', png];
  command(...args, ...chosen.flatMap((choice) => ['--model', choice]), ...(seed ? ['--seed', seed] : []));
  const lossy = execFileSync('cwebp', ['-quiet', '-m', '6', '-q', quality, png, '-o', '-'], { maxBuffer });
  const lossless = execFileSync('cwebp', ['-quiet', '-m', '6', '-lossless', png, '-o', '-'], { maxBuffer });
  writeFileSync(join(made, file), lossless.length <= lossy.length ? lossless : lossy);
  return file;
}

// Every way a piece's slots can be filled, the usual one first; only the first slot varies.
function choices(piece, models) {
  const usual = models_for(piece, models);
  if (usual === null) return [];
  const [slot] = piece.slots ?? [];
  if (!slot) return [usual];
  const others = models.filter((model) => slot_takes(slot, model) && model.id !== usual[slot.name]);
  return [usual, ...others.map((model) => ({ ...usual, [slot.name]: model.id }))];
}

// Small enough to stand in a stranger's page before anybody clicks.
function frame_posters(piece, models) {
  return choices(piece, models).map((chosen) => {
    const ids = Object.values(chosen);
    const file = `posters/small/${[piece.id, ...ids].join('--')}.webp`;
    return { models: ids, file: draw(piece, chosen, file, { size: '640x480', density: '1', quality: '72' }) };
  });
}

// A piece without its model has no poster, and then no place in the gallery yet.
function posters_of(pieces, models) {
  const posters = {};
  for (const piece of pieces) {
    const chosen = models_for(piece, models);
    if (!chosen) {
      console.error(`  ${piece.id} is left out of the gallery: no model is published that it could play`);
      continue;
    }
    const seeded = (piece.params ?? []).some((param) => param.name === 'seed' && param.kind === 'text');
    const others = (seeded ? other_seeds : []).map((seed) => ({
      seed,
      file: draw(piece, chosen, `posters/${piece.id}-${seed}.webp`, { size: '160x160', seed }),
    }));
    const file = draw(piece, chosen, `posters/${piece.id}.webp`, { size: '640x480' });
    posters[piece.id] = { file, models: chosen, others, frames: frame_posters(piece, models) };
  }
  return posters;
}

async function main() {
  require_file(reverie, 'build it first with “scripts/reverie pieces”');
  const built = (name) =>
    require_file(at(`build/web/bin/${name}.wasm`), `build it first with “scripts/debian13 scripts/build web ${name}”`);
  if (!existsSync(at('build/fonts/inter-regular.woff2')))
    execFileSync(at('scripts/fonts'), { cwd: root, stdio: 'inherit' });

  rmSync(made, { recursive: true, force: true });
  mkdirSync(drawn, { recursive: true });
  for (const folder of ['runtime', 'models', 'posters/small']) mkdirSync(join(made, folder), { recursive: true });
  const runtime = publish_zipped(at('node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm'), 'ort', 'wasm');
  const program = async (name) => ({
    script: await publish_script(built(name).replace(/wasm$/, 'js'), name),
    wasm: publish_zipped(built(name), name, 'wasm'),
  });
  const studio = await program('studio');
  const keep = await program('keep');
  const check = publish_zipped(built('graph-check'), 'graph-check', 'wasm');
  const pieces = JSON.parse(command('pieces', '--json'));
  const models = usable_models();
  const index = { models: models.map(({ id, title }) => ({ id, title })) };
  writeFileSync(join(made, 'models/index.json'), `${JSON.stringify(index, null, 2)}\n`);
  const posters = posters_of(pieces, models);
  writeFileSync(join(made, 'NOTICES.txt'), notices_text(root));
  const site = { pieces, models, posters, runtime, check, studio, keep };
  writeFileSync(at('build/public.json'), JSON.stringify(site));
  await build(tag_build(site));
  keep_to_ascii(join(made, 'reverie-piece.js'));

  await build({ configFile: at('site/vite.config.js'), logLevel: 'warn' });
  fill_pages(at('build/site.new'), pages_of(root, site, made));
  swap_in(at('build/site.new'), at('build/site'));
}

// One file at the foot of the site, whose name stays: it stands in the pages of others.
function tag_build(site) {
  return {
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { __REVERIE_TABLE__: JSON.stringify(site_table(site, made)) },
    build: {
      target: 'es2022',
      outDir: made,
      emptyOutDir: false,
      lib: {
        entry: at('web/embed/tag.ts'),
        formats: ['iife'],
        name: 'reverie_piece',
        fileName: () => 'reverie-piece.js',
      },
      minify: true,
    },
  };
}

// The pages that load it may say any encoding, or none.
function keep_to_ascii(file) {
  const as_ascii = (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
  writeFileSync(file, readFileSync(file, 'utf8').replace(/[\u0080-\uffff]/g, as_ascii));
}

function swap_in(fresh, place) {
  const old = `${place}.old`;
  rmSync(old, { recursive: true, force: true });
  if (existsSync(place)) renameSync(place, old);
  renameSync(fresh, place);
  rmSync(old, { recursive: true, force: true });
}

main().catch((error) => {
  console.error(error instanceof Sentence ? error.message : error);
  console.error(`${basename(import.meta.url)}: the site was not built.`);
  process.exitCode = 1;
});
