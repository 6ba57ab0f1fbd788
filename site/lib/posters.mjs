// The pictures of the works, drawn by the command line: a poster, small ones for frames in the pages of others, other
// seeds, and the film that a poster becomes under a pointer (preview.json in the piece's folder).
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const maxBuffer = 64 << 20; // bytes of a picture
const other_seeds = ['tide', 'paper', 'lantern', 'march'];

const kinds = (ports) => (ports ?? []).map((port) => port.kind);

const slot_takes = (slot, model) =>
  (slot.inputs ?? []).every((kind) => kinds(model.inputs).includes(kind)) &&
  (slot.outputs ?? []).every((kind) => kinds(model.outputs).includes(kind));

// The first model whose ports a slot can use; null when a slot stays empty.
function models_for(piece, models) {
  const chosen = {};
  for (const slot of piece.slots ?? []) {
    const model = models.find((candidate) => slot_takes(slot, candidate));
    if (model) chosen[slot.name] = model.id;
    else if ((slot.min ?? 1) > 0) return null;
  }
  return chosen;
}

// Every way a piece's slots can be filled, the usual one first; only the first slot varies.
function choices(piece, models) {
  const usual = models_for(piece, models);
  if (usual === null) return [];
  const [slot] = piece.slots ?? [];
  if (!slot) return [usual];
  const others = models.filter((model) => slot_takes(slot, model) && model.id !== usual[slot.name]);
  return [usual, ...others.map((model) => ({ ...usual, [slot.name]: model.id }))];
}

const on_link = (models) => Object.fromEntries(Object.entries(models).map(([slot, id]) => [`model.${slot}`, id]));

/** Draws into `made`, from the packages in `models_folder`; keeps PNGs in `drawn` and films, under their hash, in `kept`. */
export class Posters {
  constructor({ root, reverie, models_folder, made, drawn, kept }) {
    Object.assign(this, { root, reverie, models_folder, made, drawn, kept });
    this.program = createHash('sha256').update(readFileSync(reverie)).digest('hex');
  }

  preview_of(piece) {
    const path = join(this.root, 'shared/pieces', piece.id, 'preview.json');
    return existsSync(path) ? { path, text: readFileSync(path, 'utf8') } : null;
  }

  orders(piece, models, size) {
    const chosen = Object.entries(models).map(([slot, id]) => `${slot}=${join(this.models_folder, id)}`);
    return ['render', piece.id, '--size', size, ...chosen.flatMap((choice) => ['--model', choice])];
  }

  // As WebP: without loss where that is smaller, as it is for flat colours.
  draw(piece, models, file, { size, density = '2', seed, preview, quality = '84' }) {
    const png = join(this.drawn, file.replace(/webp$/, 'png').replaceAll('/', '-'));
    const args = [...this.orders(piece, models, size), '--density', density, '--out', png];
    if (seed) args.push('--seed', seed);
    if (preview) args.push('--preview', preview.path);
    execFileSync(this.reverie, args, { stdio: ['ignore', 'ignore', 'inherit'], cwd: this.root });
    const lossy = execFileSync('cwebp', ['-quiet', '-m', '6', '-q', quality, png, '-o', '-'], { maxBuffer });
    const lossless = execFileSync('cwebp', ['-quiet', '-m', '6', '-lossless', png, '-o', '-'], { maxBuffer });
    writeFileSync(join(this.made, file), lossless.length <= lossy.length ? lossless : lossy);
    return file;
  }

  // Seconds of work, so what this very program drew once from the same is kept.
  async film(piece, models, preview) {
    const hash = createHash('sha256').update(this.program).update(preview.text);
    for (const id of Object.values(models)) hash.update(readFileSync(join(this.models_folder, id, 'model.json')));
    const kept = join(this.kept, `${piece.id}-${hash.digest('hex').slice(0, 16)}.webm`);
    if (!existsSync(kept)) {
      mkdirSync(this.kept, { recursive: true });
      const fresh = kept.replace(/webm$/, 'new.webm');
      const args = [...this.orders(piece, models, '480x360'), '--preview', preview.path, '--out', fresh];
      await promisify(execFile)(this.reverie, args, { cwd: this.root });
      renameSync(fresh, kept);
    }
    const file = `posters/${piece.id}.webm`;
    copyFileSync(kept, join(this.made, file));
    return file;
  }

  // Small enough to stand in a stranger's page before anybody clicks.
  frames(piece, models) {
    return choices(piece, models).map((chosen) => {
      const ids = Object.values(chosen);
      const file = `posters/small/${[piece.id, ...ids].join('--')}.webp`;
      return { models: ids, file: this.draw(piece, chosen, file, { size: '640x480', density: '1', quality: '72' }) };
    });
  }

  // What stands on the play page until the piece is there: of the first whose settings the link has.
  covers(piece, models, { settings, file, frames }) {
    if (Object.keys(settings).length === 0 && frames.length <= 1) return [{ settings: {}, file }];
    const [usual, ...others] = choices(piece, models).map((chosen, i) => ({
      settings: on_link(chosen),
      file: frames[i].file,
    }));
    return [{ settings: { ...usual.settings, ...settings }, file }, ...others, { settings: {}, file: usual.file }];
  }

  stills(piece, models, chosen) {
    const seeded = (piece.params ?? []).some((param) => param.name === 'seed' && param.kind === 'text');
    const others = (seeded ? other_seeds : []).map((seed) => ({
      seed,
      file: this.draw(piece, chosen, `posters/${piece.id}-${seed}.webp`, { size: '160x160', seed }),
    }));
    const preview = this.preview_of(piece);
    const file = this.draw(piece, chosen, `posters/${piece.id}.webp`, { size: '640x480', preview });
    const settings = preview ? (JSON.parse(preview.text).set ?? {}) : {};
    const poster = { file, models: chosen, settings, others, frames: this.frames(piece, models) };
    return { ...poster, covers: this.covers(piece, models, poster) };
  }

  /** {id: {file, models, settings, others, frames, covers, film}}; a piece without its model has no poster, and then no place. */
  async all(pieces, models) {
    const posters = {};
    const films = [];
    for (const piece of pieces) {
      const chosen = models_for(piece, models);
      if (!chosen) {
        console.error(`  ${piece.id} is left out of the gallery: no model is published that it could play`);
        continue;
      }
      posters[piece.id] = this.stills(piece, models, chosen);
      const preview = this.preview_of(piece);
      if (preview) films.push({ piece, chosen, preview });
    }
    const next = async () => {
      for (let one = films.shift(); one; one = films.shift())
        posters[one.piece.id].film = await this.film(one.piece, one.chosen, one.preview);
    };
    await Promise.all([next(), next()]); // two at once, as most machines have two cores
    return posters;
  }
}
