// What a model's training record says, in words. `said` and `page`: site/lib/words.mjs.
import { escaped, row } from './html.mjs';

export function duration(seconds, said) {
  if (!(seconds > 0)) return '';
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? said('{0} minutes', Math.max(1, minutes)) : said('{0} hours', (minutes / 60).toFixed(1));
}

const number = (value) => Number(value).toLocaleString('en');

/** Rows of a <dl>: what it was trained on, how long, on what; or where it came from. */
export function training_rows(record, { said, list }) {
  if (typeof record !== 'object' || record === null) return '';
  const { imported } = record;
  if (typeof imported === 'object' && imported !== null)
    return row(said('Imported from'), escaped(imported.source ?? imported.file));
  const data = record.dataset ?? {};
  const words = [];
  if (typeof data.name === 'string') words.push(escaped(data.name));
  if (data.count > 0)
    words.push(
      data.kind === 'layers' ? said('{0} drawn parts', number(data.count)) : said('{0} pictures', number(data.count)),
    );
  const device = { cpu: () => said('a CPU'), cuda: () => said('a GPU') }[record.device]?.();
  const time = duration(record.seconds, said);
  const both = device && time ? said('{0} on {1}', time, device) : time || device;
  return row(said('Trained on'), list(words)) + row(said('Training'), both);
}

/** The same codes drawn at several moments of the training, oldest first: [{file, words}]; too few are none. */
export function moments_of(card, said) {
  const moments = Array.isArray(card.timeline)
    ? card.timeline.filter((moment) => typeof moment?.file === 'string')
    : [];
  if (moments.length < 2) return [];
  return moments.map(({ pictures, file }) => ({
    file,
    words: Number(pictures) > 0 ? said('after {0} pictures', number(pictures)) : said('before it saw any'),
  }));
}
