// What `make dev` adds to Vite: the page plays the studio that scripts/dev linked last, straight from the build folder,
// and loads anew when there is another one. The state of the piece stands in the address, so it outlives each reload.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync, watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { files_on_page, piece_on_page } from './files.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = join(root, 'build/web/bin');
const news = join(root, 'build/dev.json'); // scripts/dev writes it after each build

// A dash keeps them apart from the files of a finished site, which carry their hash after a dot.
const served = { 'runtime/studio-dev.js': 'text/javascript', 'runtime/studio-dev.wasm': 'application/wasm' };

function studio_spec() {
  const wasm = readFileSync(join(built, 'studio-dev.wasm'));
  const sha256 = createHash('sha256').update(wasm).digest('hex');
  const query = `?${sha256.slice(0, 8)}`;
  return {
    script: `runtime/studio-dev.js${query}`,
    wasm: { url: `runtime/studio-dev.wasm${query}`, bytes: wasm.length, sha256 },
  };
}

// Straight from the folders, so that a piece begun a moment ago is there too; only posters have to wait for `make site`.
function pieces_now(posters) {
  const folder = join(root, 'shared/pieces');
  return readdirSync(folder)
    .filter((id) => !id.startsWith('_') && existsSync(join(folder, id, 'piece.json')))
    .flatMap((id) => {
      try {
        const piece = JSON.parse(readFileSync(join(folder, id, 'piece.json'), 'utf8'));
        return [piece_on_page({ ...piece, id }, posters)];
      } catch {
        return []; // half saved; the build says what is wrong with it
      }
    });
}

function tell_page(server) {
  const { failed } = JSON.parse(readFileSync(news, 'utf8'));
  if (failed) {
    server.ws.send({ type: 'error', err: { message: failed, stack: '', plugin: 'the compiler' } });
    return;
  }
  server.moduleGraph.invalidateAll();
  server.ws.send({ type: 'full-reload' });
}

/** `site` as build.mjs left it in build/public.json. */
export function live_studio(site) {
  return {
    name: 'reverie-live-studio',
    apply: 'serve',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/site/play/site.ts') || !existsSync(join(built, 'studio-dev.wasm'))) return null;
      const files = { ...files_on_page(site), studio: studio_spec(), pieces: pieces_now(site.posters) };
      return code.replace('= __REVERIE_FILES__', () => `= ${JSON.stringify(files)}`);
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = new URL(request.url, 'http://host').pathname.slice(1);
        // The page asks for what was zipped first; here nothing is.
        const type = served[path.replace(/\.gz$/, '')];
        const file = join(built, path.slice('runtime/'.length).replace(/\.gz$/, ''));
        if (!type || !existsSync(file)) return next();
        response.writeHead(200, {
          'content-type': type,
          'content-length': statSync(file).size,
          'cache-control': 'no-store',
        });
        createReadStream(file).pipe(response);
      });
      // The folder is watched and not the file: it is replaced whole each time.
      const watcher = watch(dirname(news), (_event, name) => {
        if (name === 'dev.json' && existsSync(news)) tell_page(server);
      });
      server.httpServer?.on('close', () => watcher.close());
    },
  };
}
