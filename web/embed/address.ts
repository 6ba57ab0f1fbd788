// From the attributes of a tag to the address of the page in its frame.

/** What the build knows of the site, for the moment before anything is asked of it. */
export interface SiteTable {
  pieces: Record<string, PieceInTable>;
  models: Record<string, { title: string; licence: string; author: string; bytes: number }>;
  /** Bytes on the wire of the studio, and of the runtime that a network needs besides. */
  studio_bytes: number;
  runtime_bytes: number;
}

export interface PieceInTable {
  title: string;
  /** The title in Chinese. */
  zh?: string;
  /** Slots in order, with the model that plays where none is named. */
  slots: Record<string, string>;
  /** Posters by the models that were playing, joined by "+"; "" for none. Relative to the script. */
  posters: Record<string, string>;
  params: string[];
}

const own = new Set(['piece', 'model', 'poster', 'reveal', 'loading']);
// Those of every HTML element are no params.
const of_html =
  /^(id|class|style|title|hidden|slot|part|lang|dir|tabindex|role|is|inert|(data|aria)-.*|on(load|error|progress|change|click|focus|blur|(key|mouse|pointer|touch).+))$/;

export interface Attribute {
  name: string;
  value: string;
}

/** True for an attribute that goes into the piece as a param. */
export const is_param = (name: string): boolean => !own.has(name) && !name.startsWith('model.') && !of_html.test(name);

/** Which model plays in which slot: "model" fills the first, "model.<slot>" the one it names. */
export function models_of(piece: PieceInTable | undefined, attributes: Attribute[]): Record<string, string> {
  const models: Record<string, string> = { ...piece?.slots };
  const first = Object.keys(models)[0];
  for (const { name, value } of attributes) {
    if (name === 'model' && first !== undefined && value) models[first] = value;
    if (name.startsWith('model.') && value) models[name.slice(6)] = value;
  }
  return models;
}

/** The query of /embed/, which is a link's text. */
export function link_of(table: SiteTable, piece: string, attributes: Attribute[]): string {
  const query = new URLSearchParams({ piece });
  for (const [slot, id] of Object.entries(models_of(table.pieces[piece], attributes))) query.set(`model.${slot}`, id);
  for (const { name, value } of attributes) if (is_param(name)) query.set(name, value);
  return query.toString();
}

/** "4.2 MB", of what a click fetches. */
export function size_of(table: SiteTable, models: Record<string, string>): string {
  const ids = Object.values(models);
  const of_models = ids.reduce((sum, id) => sum + (table.models[id]?.bytes ?? 0), 0);
  const bytes = table.studio_bytes + (ids.length > 0 ? table.runtime_bytes : 0) + of_models;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** What a piece is called; one that is not known has its id for a name. */
export function title_of(table: SiteTable, piece: string, chinese = false): string {
  const known = table.pieces[piece];
  return (chinese && known?.zh) || known?.title || piece;
}

/** The line under the poster: what it is, by which models, under which licence, how large. */
export function note_of(table: SiteTable, piece: string, attributes: Attribute[], chinese = false): string {
  const models = models_of(table.pieces[piece], attributes);
  const played = Object.values(models).map((id) => {
    const model = table.models[id];
    return model ? `${model.title}, ${model.licence}` : id;
  });
  return [title_of(table, piece, chinese), ...played, size_of(table, models)].join(' · ');
}

/** The picture that stands until the piece plays; '' where there is none. */
export function poster_of(table: SiteTable, piece: string, attributes: Attribute[]): string {
  const known = table.pieces[piece];
  if (!known) return '';
  const key = Object.values(models_of(known, attributes)).join('+');
  return known.posters[key] ?? Object.values(known.posters)[0] ?? '';
}

/** "walk-speed" → "walkSpeed", as properties are called. */
export const property_name = (param: string): string =>
  param.replace(/[-.]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
