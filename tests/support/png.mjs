// PNG files as `reverie render` and Chromium write them, and what tests ask of pictures.
import { PNG } from 'pngjs';

/** → {width, height, rgba: Uint8Array} */
export function read_png(buffer) {
  const { width, height, data } = PNG.sync.read(buffer);
  return { width, height, rgba: data };
}

/** The bytes of a PNG; `color_at(x, y)` → [r, g, b, a]. */
export function png_of(width, height, color_at) {
  const png = new PNG({ width, height });
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) png.data.set(color_at(x, y), 4 * (y * width + x));
  return PNG.sync.write(png);
}

/** Largest and mean difference of two pictures of one size, in levels of 255. */
export function difference(a, b) {
  if (a.width !== b.width || a.height !== b.height)
    throw new Error(`The pictures differ in size: ${a.width}×${a.height} and ${b.width}×${b.height}.`);
  let max = 0;
  let sum = 0;
  for (let i = 0; i < a.rgba.length; i += 1) {
    const d = Math.abs(a.rgba[i] - b.rgba[i]);
    if (d > max) max = d;
    sum += d;
  }
  return { max, mean: sum / a.rgba.length };
}

/** How many colours a picture has, counted up to 1000. */
export function colors_of({ rgba }) {
  const seen = new Set();
  for (let i = 0; i < rgba.length && seen.size < 1000; i += 4)
    seen.add((rgba[i] << 16) | (rgba[i + 1] << 8) | rgba[i + 2]);
  return seen.size;
}

/** The part of a picture that lies in {x, y, width, height}. */
export function cut(picture, { x, y, width, height }) {
  const row = (i) => picture.rgba.subarray(4 * ((y + i) * picture.width + x)).subarray(0, 4 * width);
  return { width, height, rgba: Buffer.concat(Array.from({ length: height }, (_, i) => row(i))) };
}
