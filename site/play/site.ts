// What the site build knows and the page needs, with addresses made whole: a worker reads them from elsewhere.
import type { FileSpec } from '../../web/runtime/protocol.ts';
import type { LanguageFiles } from '../../web/shell/language.ts';
import type { KnownModel, ShellFiles } from '../../web/shell/shell.ts';

export interface PieceOnPage {
  id: string;
  title: string;
  tagline: string;
  plays_network: boolean;
  covers: { settings: Record<string, string>; file: string }[]; // the first whose settings a link has is meant
}

declare const __REVERIE_FILES__: {
  runtime: FileSpec;
  rest: FileSpec;
  check: FileSpec;
  studio: { script: string; wasm: FileSpec };
  keep: { script: string; wasm: FileSpec };
  chinese?: LanguageFiles;
  pieces: PieceOnPage[];
};

const made = __REVERIE_FILES__;
// Each page knows its way to the site's foot.
export const whole = (url: string): string =>
  new URL(`${document.documentElement.dataset.root ?? '../'}${url}`, document.baseURI).href;
const whole_file = (file: FileSpec): FileSpec => ({ ...file, url: whole(file.url) });

export const pieces = made.pieces;
export const files: ShellFiles = {
  script: whole(made.studio.script),
  wasm: whole_file(made.studio.wasm),
  runtime: whole_file(made.runtime),
  rest: whole_file(made.rest),
  check: whole_file(made.check),
  keep: { script: whole(made.keep.script), wasm: whole_file(made.keep.wasm) },
  ...(made.chinese
    ? {
        chinese: {
          words: whole_file(made.chinese.words),
          sans: whole_file(made.chinese.sans),
          bold: whole_file(made.chinese.bold),
        },
      }
    : {}),
  models: whole('models/'),
};

// The list is a file of the site, so that a folder of models put beside it later needs no new page.
export async function known_models(): Promise<KnownModel[]> {
  const answer = await fetch(new URL('index.json', files.models)).catch(() => null);
  const list: unknown = answer?.ok ? await answer.json().catch(() => null) : null;
  const models = (list as { models?: unknown } | null)?.models;
  return Array.isArray(models) ? models : [];
}
