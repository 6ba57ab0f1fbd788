// The built site below a sub-path of a plain server, with models of the tests' own beside the published ones.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { serve_folder } from './static_server.mjs';
import { write_tiny_package } from './tiny_package.mjs';

export const site_folder = fileURLToPath(new URL('../../build/site', import.meta.url));

/** Models that are published in the site, as models/index.json lists them. */
export function published_models() {
  return JSON.parse(readFileSync(join(site_folder, 'models/index.json'), 'utf8')).models;
}

/**
 * Serves the site with more packages, [{id, title, folder}], in models/. `spoil(path)` answers single requests itself.
 * → {url, close()}
 */
export async function serve_site_with(packages, spoil = () => undefined, headers = {}, wire = {}) {
  if (!existsSync(join(site_folder, 'index.html')))
    throw new Error('build/site is not built; run “make site” first, the browser tests look at the real one.');
  const listed = packages.map(({ id, title }) => ({ id, title }));
  const index = JSON.stringify({ models: [...published_models(), ...listed] });
  const own = (path) => {
    if (path === '/models/index.json') return { type: 'application/json', body: index };
    const [, models, id, name] = path.split('/');
    const found = models === 'models' ? packages.find((one) => one.id === id) : undefined;
    if (!found) return undefined;
    const file = join(found.folder, name.replace(/\.gz$/, ''));
    if (!existsSync(file)) return { status: 404, type: 'text/plain' };
    const content = readFileSync(file);
    return { body: name.endsWith('.gz') ? gzipSync(content) : content };
  };
  return serve_folder(site_folder, {
    prefix: '/blog/reverie',
    spoil: async (path) => (await spoil(path)) ?? own(path),
    headers,
    ...wire,
  });
}

/**
 * Serves the site with models/tiny. `change(card, graph)` spoils the package before it is written, `spoil(path)` single
 * answers; `strip`: the bytes of one that it brings. → {url, card, close()}
 */
export async function serve_site({ change, spoil, headers, strip } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'reverie-tiny-'));
  const card = write_tiny_package(folder, { change, strip });
  const server = await serve_site_with([{ id: 'tiny', title: 'Tiny', folder }], spoil, headers);
  return {
    url: server.url,
    card,
    close: async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
