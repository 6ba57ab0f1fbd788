// Small layered sprites drawn by arithmetic, so that tests train on real PNG files without any data set.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';

const side = 16;

function write_png(path, color_at) {
  const png = new PNG({ width: side, height: side });
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) png.data.set(color_at(x, y), 4 * (y * side + x));
  writeFileSync(path, PNG.sync.write(png));
}

const clear = [0, 0, 0, 0];
const inks = [
  [215, 68, 43, 255],
  [47, 111, 115, 255],
  [240, 200, 60, 255],
];

/** `folder`/1-bodies (3 blocks) and `folder`/2-hats (2 bars): six pictures when stacked. */
export function write_sprites(folder) {
  const bodies = join(folder, '1-bodies');
  const hats = join(folder, '2-hats');
  mkdirSync(bodies, { recursive: true });
  mkdirSync(hats, { recursive: true });
  for (const [i, ink] of inks.entries())
    write_png(join(bodies, `body-${i}.png`), (x, y) => (y > 5 && Math.abs(x - 7.5) < 4 + i ? ink : clear));
  for (const row of [2, 4])
    write_png(join(hats, `hat-${row}.png`), (_x, y) => (y === row || y === row + 1 ? [22, 22, 26, 255] : clear));
  writeFileSync(join(folder, 'LICENSE'), 'CC0 1.0\n');
}

/** {width, height, rgba} of a PNG's bytes. */
export function picture_from_png(bytes) {
  const { width, height, data } = PNG.sync.read(bytes);
  return { width, height, rgba: data };
}

/** Largest and mean difference of two equally large pictures, in steps of 1/255. */
export function difference(a, b) {
  if (a.width !== b.width || a.height !== b.height)
    throw new Error(`${a.width}×${a.height} cannot be held against ${b.width}×${b.height}`);
  let max = 0;
  let sum = 0;
  for (let i = 0; i < a.rgba.length; i++) {
    const d = Math.abs(a.rgba[i] - b.rgba[i]);
    max = Math.max(max, d);
    sum += d;
  }
  return { max, mean: sum / a.rgba.length };
}
