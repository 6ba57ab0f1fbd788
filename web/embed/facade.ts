// What the tag shows before anything is asked for: a poster, a button, a line that says what a click would fetch. Its
// styles are a constructed sheet, which a page's Content-Security-Policy has nothing against.

const styles = `
:host { display: block; position: relative; aspect-ratio: 4 / 3; overflow: hidden; border-radius: 6px; contain: content;
  background: #efeae0; color: #16161a; font: 15px/1.4 Inter, system-ui, sans-serif; color-scheme: light dark; }
:host([hidden]) { display: none; }
img, iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; }
img { object-fit: cover; }
img:not([src]) { display: none; }
.bar { position: absolute; inset: auto 0 0; display: flex; gap: 12px; align-items: center; padding: 12px; }
button { flex: none; display: inline-flex; gap: 8px; align-items: center; min-height: 44px; padding: 0 18px 0 14px;
  border: 0; border-radius: 6px; background: #c23a24; color: #fff; font: inherit; font-weight: 600; cursor: pointer; }
button:hover { background: #a93020; }
button:focus-visible { outline: 3px solid #16161a; outline-offset: 2px; box-shadow: 0 0 0 2px #faf7f2; }
button[hidden] { display: none; }
svg { width: 14px; height: 14px; fill: currentColor; }
p { margin: 0; padding: 6px 10px; border-radius: 6px; background: #faf7f2ee; font-size: 13px; overflow-wrap: anywhere;
  font-variant-numeric: tabular-nums; }
p:empty { display: none; }
@media (prefers-color-scheme: dark) {
  :host { background: #232328; color: #f1ede4; }
  p { background: #1b1b1fee; }
  button:focus-visible { outline-color: #f1ede4; box-shadow: 0 0 0 2px #1b1b1f; }
}
@media (prefers-reduced-motion: no-preference) { iframe { transition: opacity .35s ease; } }
iframe.waking { opacity: 0; }
`;

let sheet: CSSStyleSheet | undefined;

export class Facade {
  readonly button = document.createElement('button');
  private readonly root: ShadowRoot;
  private readonly image = document.createElement('img');
  private readonly note = document.createElement('p');
  private readonly bar = document.createElement('div');
  private frame: HTMLIFrameElement | undefined;

  constructor(host: HTMLElement) {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(styles);
    }
    this.root = host.attachShadow({ mode: 'open', delegatesFocus: true });
    this.root.adoptedStyleSheets = [sheet];
    this.image.alt = '';
    this.image.decoding = 'async';
    this.image.part.add('poster');
    this.button.type = 'button';
    this.button.part.add('play');
    this.button.innerHTML =
      '<svg viewBox="0 0 14 14" aria-hidden="true"><path d="M2 0l11 7-11 7z"/></svg><span></span>';
    this.note.part.add('note');
    this.note.setAttribute('role', 'status');
    this.bar.className = 'bar';
    this.bar.append(this.button, this.note);
    this.root.append(this.image, this.bar);
  }

  /** The poster's address is set only when it changes: it is the one request before a click. */
  poster(url: string, eager: boolean): void {
    this.image.loading = eager ? 'eager' : 'lazy';
    if (!url) this.image.removeAttribute('src');
    else if (this.image.src !== url) this.image.src = url;
  }

  /** `verb` on the button and `name` for a screen reader, both in `language`; null takes the button away. */
  offer(language: string, act: { verb: string; name: string } | null, note: string): void {
    this.bar.lang = language;
    this.button.hidden = act === null;
    if (act) {
      (this.button.lastChild as HTMLElement).textContent = act.verb;
      this.button.setAttribute('aria-label', act.name);
    }
    this.say(note);
  }

  say(note: string): void {
    if (this.note.textContent !== note) this.note.textContent = note;
  }

  /** Over the poster and unseen, until show_frame. */
  open_frame(url: string, title: string): HTMLIFrameElement {
    const frame = document.createElement('iframe');
    frame.title = title;
    frame.className = 'waking';
    frame.allow = 'cross-origin-isolated; fullscreen; clipboard-write';
    frame.src = url;
    this.frame = frame;
    this.root.insertBefore(frame, this.bar);
    return frame;
  }

  show_frame(): void {
    this.frame?.classList.remove('waking');
    this.bar.remove();
  }

  /** Frees all that the page in the frame held. */
  close_frame(): void {
    this.frame?.remove();
    this.frame = undefined;
    this.root.append(this.bar);
  }
}
