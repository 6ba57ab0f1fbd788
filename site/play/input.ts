// What SDL does not do for a canvas in a page: follow its box, and bring up the keyboard of a phone.

/** SDL measures the canvas anew when the window says that it changed; a box can change without that. */
export function follow_box(box: HTMLElement): void {
  const tell_sdl = () => window.dispatchEvent(new UIEvent('resize'));
  new ResizeObserver(tell_sdl).observe(box);
  const follow_density = () => {
    tell_sdl();
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', follow_density, { once: true });
  };
  follow_density();
}

/** A field out of sight that a phone types into; what arrives there is handed to the studio as text. */
export class Keyboard {
  private readonly field: HTMLInputElement;
  private readonly canvas: HTMLCanvasElement;

  constructor(field: HTMLInputElement, canvas: HTMLCanvasElement, type: (text: string, taken_back: number) => void) {
    this.field = field;
    this.canvas = canvas;
    field.addEventListener('beforeinput', (event) => {
      event.preventDefault();
      if (event.inputType.startsWith('delete')) type('', 1);
      else if (event.inputType === 'insertLineBreak') type('\n', 0);
      else if (event.data) type(event.data, 0);
    });
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') type('\n', 0);
    });
  }

  show(wanted: boolean): void {
    if (!matchMedia('(pointer: coarse)').matches) return;
    if (wanted) this.field.focus({ preventScroll: true });
    else if (document.activeElement === this.field) this.canvas.focus({ preventScroll: true });
  }
}
