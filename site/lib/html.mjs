// Words into HTML. Manifests and cards come from anybody's hands, so every word of theirs passes through here.

// The names that people know: what they copy from a page is escaped by this too.
const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escaped(value) {
  const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  return text.replace(/[&<>"']/g, (c) => entities[c]);
}

/** One row of a <dl>, or nothing where there is nothing to say; `value` is HTML. */
export const row = (name, value) => (value ? `<dt>${name}</dt><dd>${value}</dd>` : '');

/** The address of a piece at a seed with its models and other settings; `home` leads to the gallery. */
export function play_url(piece, models, seed, home, settings = {}) {
  const query = new URLSearchParams({ piece: piece.id });
  for (const [slot, id] of Object.entries(models)) query.set(`model.${slot}`, id);
  if (seed) query.set('seed', seed);
  for (const [name, value] of Object.entries(settings)) query.set(name, value);
  return `${home}play/?${query}`;
}
