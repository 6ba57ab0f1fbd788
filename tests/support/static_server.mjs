// A plain file server on 127.0.0.1, as dumb as the dumbest host: no compression, no headers of ours. It can serve a
// folder below a sub-path, and spoil single answers.
import { createReadStream, realpathSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';
import { Transform } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

const types = {
  '.css': 'text/css',
  '.gz': 'application/gzip',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.onnx': 'application/octet-stream',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

function file_of(folder, path) {
  try {
    const file = realpathSync(join(folder, path));
    if (file !== folder && !file.startsWith(folder + sep)) return null;
    return statSync(file).isDirectory() ? file_of(folder, join(path, 'index.html')) : file;
  } catch {
    return null;
  }
}

// One wire for all answers: each piece of one takes its turn, and its time. Browsers slow down what pages fetch, but not
// what workers do; a wire of our own is slow for everybody.
function slow_wire(bytes_per_second) {
  let free_at = 0;
  const take = async (bytes) => {
    const start = Math.max(free_at, performance.now());
    free_at = start + (bytes / bytes_per_second) * 1000;
    await pause(Math.max(0, free_at - performance.now()));
  };
  return () =>
    new Transform({
      transform: (chunk, _encoding, done) => void take(chunk.length).then(() => done(null, chunk)),
    });
}

/**
 * Serves `folder` below `/prefix/`. `spoil(path)` may return {status, type, body, headers} to answer something else, or a
 * promise of it, or of nothing, to answer later;
 * `headers` go with every answer; `bytes_per_second` is the speed of the wire, `served(path, bytes)` hears of every
 * answer. → {url, close()}
 */
export async function serve_folder(
  folder,
  { prefix = '', spoil = () => undefined, headers = {}, bytes_per_second = 0, served = () => {} } = {},
) {
  const root = realpathSync(folder);
  const wire = bytes_per_second > 0 ? slow_wire(bytes_per_second) : undefined;
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://host').pathname);
    const inside = path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : null;
    const spoilt = inside === null ? undefined : await spoil(inside);
    const file = inside === null ? null : file_of(root, inside);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (spoilt) {
      const type = spoilt.type ?? 'application/octet-stream';
      response.writeHead(spoilt.status ?? 200, { 'content-type': type, ...spoilt.headers });
      response.end(spoilt.body ?? '');
    } else if (file === null) {
      response.writeHead(404, { 'content-type': 'text/plain' });
      response.end('There is no such file here.');
    } else {
      const type = types[extname(file)] ?? 'application/octet-stream';
      const { size } = statSync(file);
      response.writeHead(200, { 'content-type': type, 'content-length': size });
      served(inside, size);
      const content = createReadStream(file);
      (wire ? content.pipe(wire()) : content).pipe(response);
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${prefix}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}
