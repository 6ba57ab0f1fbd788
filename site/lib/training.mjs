// What a model's training record says, in words.
import { row } from './html.mjs';

export function duration(seconds) {
  if (!(seconds > 0)) return '';
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${Math.max(1, minutes)} minutes` : `${(minutes / 60).toFixed(1)} hours`;
}

/** Rows of a <dl>: what it was trained on, how long, on what; or where it came from. */
export function training_rows(record) {
  if (typeof record !== 'object' || record === null) return '';
  const { imported } = record;
  if (typeof imported === 'object' && imported !== null) return row('Imported from', imported.source ?? imported.file);
  const data = record.dataset ?? {};
  const words = [];
  if (typeof data.name === 'string') words.push(data.name);
  if (data.count > 0)
    words.push(`${Number(data.count).toLocaleString('en')} ${data.kind === 'layers' ? 'drawn parts' : 'pictures'}`);
  const device = { cpu: 'a CPU', cuda: 'a GPU' }[record.device];
  const time = [duration(record.seconds), device].filter(Boolean).join(' on ');
  return row('Trained on', words.join(', ')) + row('Training', time);
}

/** The same codes drawn at several moments of the training, oldest first: [{file, words}]; too few are none. */
export function moments_of(card) {
  const moments = Array.isArray(card.timeline)
    ? card.timeline.filter((moment) => typeof moment?.file === 'string')
    : [];
  if (moments.length < 2) return [];
  return moments.map(({ pictures, file }) => ({
    file,
    words: Number(pictures) > 0 ? `after ${Number(pictures).toLocaleString('en')} pictures` : 'before it saw any',
  }));
}
