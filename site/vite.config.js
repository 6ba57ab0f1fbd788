// The pages: static files with relative addresses, for any folder of any server. What the pages are made from besides
// themselves (pieces, models, posters, both WebAssembly files) is laid out by build.mjs in build/public first.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { live_studio } from './lib/dev.mjs';
import { files_on_page } from './lib/files.mjs';
import { dressed, page_at } from './lib/pages.mjs';
import { words_of } from './lib/words.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const made = here('../build/public.json');
const site = existsSync(made)
  ? JSON.parse(readFileSync(made, 'utf8'))
  : { pieces: [], models: [], posters: {}, runtime: {}, rest: {}, check: {}, studio: {}, keep: {} };

// No inline code, no foreign origin; WebAssembly and our own worker, nothing else.
const policy_with = (workers) =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `worker-src ${workers}`,
    "connect-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
// In a sandboxed frame the page has no origin of its own, and workers start from memory (web/shell/workers.ts).
const policies = {
  '<!-- policy -->': policy_with("'self'"),
  '<!-- policy of a frame -->': policy_with("'self' blob:"),
};

// What plays stands in play/stage.html; an embed has no way back to a gallery.
const stage = readFileSync(here('play/stage.html'), 'utf8');
const way_back = `<a id="back" href="{{home}}">
  <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.7" aria-hidden="true">
    <path d="M10 2 4 8l6 6" />
  </svg>
  {{Gallery}}
</a>`;
const stage_for = (path) => stage.replace('<!-- way back -->', path.startsWith('/play/') ? way_back : '');

// A built page gets its words from fill_pages, in each language; one of `make dev` gets English here.
function words_in_dev(html, path) {
  const page = page_at(words_of(here('..'), 'en'), path.slice(1).replace('index.html', ''));
  return dressed(html, page);
}

const pages = {
  name: 'reverie-pages',
  transformIndexHtml: {
    order: 'post', // what it inserts lies in publicDir and is no asset of Vite's
    handler: (html, context) => {
      const whole = html
        .replace(/<!-- policy[a-z ]* -->/, (mark) =>
          context.server ? '' : `<meta http-equiv="Content-Security-Policy" content="${policies[mark]}" />`,
        )
        .replace('<!-- stage -->', () => stage_for(context.path));
      return context.server ? words_in_dev(whole, context.path) : whole;
    },
  },
};

// The runtime's bundle names its .wasm beside itself; ours is fetched as .gz and handed over as bytes, so the 14 MB
// must not be copied a second time.
const runtime_without_its_wasm = {
  name: 'runtime-without-its-wasm',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('onnxruntime-web')) return null;
    return code.replaceAll(
      /new URL\("ort-wasm-simd-threaded\.wasm",\s*import\.meta\.url\)/g,
      'new URL(import.meta.url)',
    );
  },
};

export default defineConfig({
  root: here('.'),
  base: './',
  publicDir: here('../build/public'),
  plugins: [pages, live_studio(site), runtime_without_its_wasm],
  worker: { format: 'es', plugins: () => [runtime_without_its_wasm] },
  define: {
    __REVERIE_FILES__: JSON.stringify(files_on_page(site)),
  },
  resolve: { alias: { '@fonts': here('../build/fonts') } },
  server: { host: '127.0.0.1', fs: { allow: [here('..')] } },
  build: {
    outDir: here('../build/site.new'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      input: [here('index.html'), here('play/index.html'), here('embed/index.html'), here('page/any/index.html')],
    },
  },
});
