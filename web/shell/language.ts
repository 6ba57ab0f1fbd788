// The studio's Chinese: its words and the letters they are written in, fetched when the page speaks Chinese and never
// before. English needs nothing.
import { type FetchOptions, fetch_file } from '../runtime/fetch.ts';
import type { FileSpec } from '../runtime/protocol.ts';
import { Problem } from '../runtime/protocol.ts';
import { type StudioModule, with_text } from './module.ts';
import { type Dictionary, type LanguageId, speak } from './words.ts';

export interface LanguageFiles {
  words: FileSpec;
  sans: FileSpec;
  bold: FileSpec;
}

export class Languages {
  private readonly files: LanguageFiles | undefined;
  private readonly options: FetchOptions;
  private bytes: Promise<Uint8Array<ArrayBuffer>[]> | undefined;
  private faces: number[] | undefined; // in the module, for good

  constructor(files: LanguageFiles | undefined, options: FetchOptions) {
    this.files = files;
    this.options = options;
  }

  /** Puts what the language needs on its way; what goes wrong is heard by speak(). */
  prepare(language: LanguageId): void {
    if (language === 'en' || !this.files) return;
    const { words, sans, bold } = this.files;
    this.bytes ??= Promise.all([words, sans, bold].map((file) => fetch_file(file, this.options)));
    this.bytes.catch(() => {
      this.bytes = undefined;
    });
  }

  /** The studio and the page's script say everything in it. Rejects with a Problem; then all stays as it was. */
  async speak(module: StudioModule, language: LanguageId): Promise<void> {
    this.prepare(language);
    if (language === 'en') {
      this.tell(module, 'en', '', [0, 0, 0, 0]);
      return speak(null);
    }
    if (!this.bytes) throw new Problem('There are no Chinese words on this site; the page stays English.');
    const [words, ...letters] = await this.bytes;
    const text = new TextDecoder().decode(words);
    this.faces ??= letters.flatMap((bytes) => {
      const space = module._malloc(bytes.length);
      if (space === 0) return [0, 0];
      module.HEAPU8.set(bytes, space);
      return [space, bytes.length];
    });
    this.tell(module, 'zh-Hans', text, this.faces);
    speak(JSON.parse(text) as Dictionary);
  }

  private tell(module: StudioModule, tag: string, words: string, faces: number[]): void {
    const [sans = 0, sans_bytes = 0, bold = 0, bold_bytes = 0] = faces;
    const sentence = with_text(module, tag, (name) =>
      with_text(module, words, (text) =>
        module.UTF8ToString(module._reverie_speak(name, text, sans, sans_bytes, bold, bold_bytes)),
      ),
    );
    if (sentence) throw new Problem(sentence);
  }
}
