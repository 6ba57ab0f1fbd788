// A package's strip as pixels. It is a stranger's PNG: its head is read here, so that the browser unfolds none that is
// larger than a strip may be.
import { Problem } from '../runtime/protocol.ts';

export interface Pixels {
  width: number;
  height: number;
  /** Straight-alpha RGBA rows from the top. */
  data: Uint8ClampedArray;
}

// max_strip_width and max_strip_height of shared/piece/model_preview.h.
const most = { width: 8192, height: 256 };
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** What the head of a PNG says; null where there is none. */
export function size_of_png(content: Uint8Array): { width: number; height: number } | null {
  const starts = content.length >= 24 && signature.every((byte, i) => content[i] === byte);
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  if (!starts || view.getUint32(12) !== 0x49484452) return null; // "IHDR"
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Throws a Problem on what is no PNG, or too large for a strip. */
export async function pixels_of_strip(content: Uint8Array<ArrayBuffer>, name: string): Promise<Pixels> {
  const size = size_of_png(content);
  if (!size) throw new Problem(`“${name}” is no PNG; it is not shown.`);
  const { width, height } = size;
  if (width < 1 || height < 1 || width > most.width || height > most.height)
    throw new Problem(
      `“${name}” has ${width} × ${height} pixels; a strip has at most ${most.width} × ${most.height}, so it is not shown.`,
    );
  const options: ImageBitmapOptions = { premultiplyAlpha: 'none', colorSpaceConversion: 'none' };
  const bitmap = await createImageBitmap(new Blob([content], { type: 'image/png' }), options).catch(() => {
    throw new Problem(`“${name}” is damaged and cannot be read as a picture; it is not shown.`);
  });
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Problem(`“${name}” cannot be read here; it is not shown.`);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, width, height);
}
