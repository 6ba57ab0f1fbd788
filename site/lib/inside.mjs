// A model opened, for its page: `reverie look` writes what is inside, and every picture becomes a WebP here.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const maxBuffer = 64 << 20; // bytes of a picture
const seed = '4'; // whose pictures have plain outlines, so that one sees them grow

// Plates have few colours and hard edges; what the network drew has neither. The smaller of both is taken.
function webp_from(png, lossy) {
  const as = (...how) => execFileSync('cwebp', ['-quiet', '-m', '6', ...how, png, '-o', '-'], { maxBuffer });
  const lossless = as('-lossless');
  const soft = lossy ? as('-q', '84') : lossless;
  return soft.length < lossless.length ? soft : lossless;
}

/** Draws into `made`/inside/<id>/ from the packages in `models_folder`; keeps each WebP in `kept` under its picture's hash. */
export class Insides {
  constructor({ root, reverie, models_folder, made, kept }) {
    Object.assign(this, { root, reverie, models_folder, made, kept });
    this.program = createHash('sha256').update(readFileSync(reverie)).digest('hex');
  }

  // Seconds of work for a model's pictures together, so what was pressed once is kept.
  press(png, lossy) {
    const hash = createHash('sha256').update(readFileSync(png)).update(String(lossy)).digest('hex').slice(0, 32);
    const kept = join(this.kept, `${hash}.webp`);
    if (!existsSync(kept)) {
      const fresh = `${kept}.${process.pid}`;
      writeFileSync(fresh, webp_from(png, lossy));
      renameSync(fresh, kept);
    }
    return kept;
  }

  publish(id, drawn, picture) {
    const file = `inside/${id}/${picture.file.replace(/png$/, 'webp')}`;
    const lossy = ['picture', 'sheet'].includes(picture.as);
    copyFileSync(this.press(join(drawn, picture.file), lossy), join(this.made, file));
    return { ...picture, file };
  }

  // The folder of what this very program saw in this very package; null where it cannot be opened, which is said.
  drawn(id) {
    const card = readFileSync(join(this.models_folder, id, 'model.json'));
    const hash = createHash('sha256').update(this.program).update(seed).update(card).digest('hex').slice(0, 16);
    const folder = join(this.kept, 'drawn', `${id}-${hash}`);
    if (existsSync(join(folder, 'look.json'))) return folder; // it is written last
    mkdirSync(folder, { recursive: true });
    try {
      const args = ['look', join(this.models_folder, id), '--out', folder, '--seed', seed];
      execFileSync(this.reverie, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: this.root, encoding: 'utf8' });
      return folder;
    } catch (error) {
      console.error(`  ${id} has no look inside: ${String(error.stderr || error.message).trim()}`);
      return null;
    }
  }

  /** What look.json says, with the addresses of the pictures, or null. */
  of(id) {
    const drawn = this.drawn(id);
    if (drawn === null) return null;
    mkdirSync(join(this.made, 'inside', id), { recursive: true });
    const told = JSON.parse(readFileSync(join(drawn, 'look.json'), 'utf8'));
    const publish = (picture) => (picture ? this.publish(id, drawn, picture) : undefined);
    const layers = told.layers.map((layer) => ({
      ...layer,
      holds: publish(layer.holds),
      filters: publish(layer.filters),
      sample: publish(layer.sample),
    }));
    const mistakes = told.mistakes && {
      ...told.mistakes,
      farthest: publish(told.mistakes.farthest),
      nearest: publish(told.mistakes.nearest),
    };
    return { ...told, code: publish(told.code), layers, mistakes };
  }

  /** {id: …}, of those that can be opened. */
  all(models) {
    return Object.fromEntries(models.map(({ id }) => [id, this.of(id)]).filter(([, inside]) => inside));
  }
}
