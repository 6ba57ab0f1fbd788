// Small layered sprites drawn by arithmetic, so that tests train on real PNG files without any data set.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { png_of } from './png.mjs';

const side = 16;
const clear = [0, 0, 0, 0];
const ink = [22, 22, 26, 255];
const colors = [
  [215, 68, 43, 255],
  [47, 111, 115, 255],
  [240, 200, 60, 255],
];

/** `folder`/1-bodies (three blocks) and `folder`/2-hats (two bars): six pictures when stacked. */
export function write_sprites(folder) {
  const bodies = join(folder, '1-bodies');
  const hats = join(folder, '2-hats');
  mkdirSync(bodies, { recursive: true });
  mkdirSync(hats, { recursive: true });
  for (const [i, color] of colors.entries()) {
    const block = (x, y) => (y > 5 && Math.abs(x - 7.5) < 4 + i ? color : clear);
    writeFileSync(join(bodies, `body-${i}.png`), png_of(side, side, block));
  }
  for (const row of [2, 4]) {
    const bar = (_x, y) => (y === row || y === row + 1 ? ink : clear);
    writeFileSync(join(hats, `hat-${row}.png`), png_of(side, side, bar));
  }
  writeFileSync(join(folder, 'LICENSE'), 'CC0 1.0\n');
}
