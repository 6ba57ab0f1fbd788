// What a person takes away: a picture as a file, a link on the clipboard.

export async function keep_picture(name: string, picture: ImageData): Promise<void> {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d')?.putImageData(picture, 0, 0);
  const url = URL.createObjectURL(await canvas.convertToBlob({ type: 'image/png' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Rejects where nothing lets a page copy. */
export async function share_link(url: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(url);
  const field = document.createElement('textarea'); // pages that are neither https nor local have no clipboard
  field.value = url;
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (!copied) throw new Error('copying was refused');
}
