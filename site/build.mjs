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
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, minify } from 'vite';
import { Insides } from './lib/inside.mjs';
import { notices_text } from './lib/notices.mjs';
import { fill_pages } from './lib/pages.mjs';
import { Posters } from './lib/posters.mjs';
import { split_runtime } from './lib/runtime.mjs';
import { site_table } from './lib/table.mjs';
import { words_of } from './lib/words.mjs';
import { scripts_of, words_said } from './lib/words_used.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => join(root, ...parts);
const models_folder = process.env.REVERIE_MODELS ?? at('models');
const made = at('build/public');
const drawn = at('build/posters');
const kept_zips = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'reverie/zips');
const reverie = at('build/native/bin/reverie');

class Sentence extends Error {}

function require_file(path, how) {
  if (!existsSync(path))
    throw new Sentence(`The site needs ${path.replace(root, '')}, which is not there; ${how}. The old site stays.`);
  return path;
}

const sha256 = (content) => createHash('sha256').update(content).digest('hex');

// Zopfli spares every visitor four per cent of what zlib leaves, and takes most of a minute for the runtime: what was
// zipped once is kept under its hash, for every checkout.
function zip(content, hash) {
  const kept = join(kept_zips, `${hash}.gz`);
  if (existsSync(kept)) return readFileSync(kept);
  mkdirSync(kept_zips, { recursive: true });
  const plain = join(kept_zips, `${hash}.${process.pid}`);
  writeFileSync(plain, content);
  execFileSync('zopfli', ['--i5', plain]);
  rmSync(plain);
  renameSync(`${plain}.gz`, kept);
  return readFileSync(kept);
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

// The studio's words and letters for pages in Chinese; the others ask for none of it.
function publish_chinese() {
  const folder = at('build/words');
  execFileSync(at('scripts/words'), [folder], { cwd: root, stdio: 'inherit' });
  return {
    words: publish_zipped(join(folder, 'words.zh.json'), 'words.zh', 'json'),
    sans: publish_zipped(join(folder, 'sans.zh.otf'), 'sans.zh', 'otf'),
    bold: publish_zipped(join(folder, 'bold.zh.otf'), 'bold.zh', 'otf'),
  };
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

async function main() {
  require_file(reverie, 'build it first with “scripts/reverie pieces”');
  const built = (name) =>
    require_file(at(`build/web/bin/${name}.wasm`), `build it first with “scripts/debian13 scripts/build web ${name}”`);
  if (!existsSync(at('build/fonts/inter-regular.woff2')))
    execFileSync(at('scripts/fonts'), { cwd: root, stdio: 'inherit' });

  rmSync(made, { recursive: true, force: true });
  mkdirSync(drawn, { recursive: true });
  for (const folder of ['runtime', 'models', 'posters/small']) mkdirSync(join(made, folder), { recursive: true });
  const parts = split_runtime(
    at('node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm'),
    at('web/runtime/first_functions.txt'),
    kept_zips,
  );
  const runtime = publish_zipped(parts.first, 'ort', 'wasm');
  const rest = publish_zipped(parts.rest, 'ort-rest', 'wasm');
  const program = async (name) => ({
    script: await publish_script(built(name).replace(/wasm$/, 'js'), name),
    wasm: publish_zipped(built(name), name, 'wasm'),
  });
  const studio = await program('studio');
  const keep = await program('keep');
  const check = publish_zipped(built('graph-check'), 'graph-check', 'wasm');
  const chinese = publish_chinese();
  const pieces = JSON.parse(command('pieces', '--json'));
  const models = usable_models();
  const index = { models: models.map(({ id, title }) => ({ id, title })) };
  writeFileSync(join(made, 'models/index.json'), `${JSON.stringify(index, null, 2)}\n`);
  const posters = await new Posters({ root, reverie, models_folder, made, drawn, kept: at('build/films') }).all(
    pieces,
    models,
  );
  const insides = new Insides({ root, reverie, models_folder, made, kept: at('build/look') }).all(models);
  writeFileSync(join(made, 'NOTICES.txt'), notices_text(root));
  const site = { pieces, models, posters, runtime, rest, check, studio, keep, chinese };
  writeFileSync(at('build/public.json'), JSON.stringify(site));
  await build(tag_build(site));
  keep_to_ascii(join(made, 'reverie-piece.js'));

  await build({ configFile: at('site/vite.config.js'), logLevel: 'warn' });
  fill_pages(at('build/site.new'), root, { ...site, insides }, made);
  swap_in(at('build/site.new'), at('build/site'));
}

// One file at the foot of the site, whose name stays: it stands in the pages of others.
function tag_build(site) {
  const words = words_of(root, 'zh');
  const said = Object.fromEntries(
    words_said(root, scripts_of.tag.own).map((english) => [english, words.said(english)]),
  );
  return {
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: {
      __REVERIE_TABLE__: JSON.stringify(site_table(site, made, words)),
      __REVERIE_WORDS__: JSON.stringify(said),
    },
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
