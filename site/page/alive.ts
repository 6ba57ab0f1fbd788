// A poster that comes alive: under a mouse or in the focus of the keyboard it becomes its film, and a poster again after.
// Nothing is fetched before that, and nothing moves for those who asked for calm or to save data.

const patience = 150; // ms: a pointer on its way to somewhere else wakes nothing

const calm = matchMedia('(prefers-reduced-motion: reduce)');
const saving = () => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

class Print {
  private readonly link: HTMLAnchorElement;
  private video: HTMLVideoElement | undefined;
  private timer = 0;

  constructor(link: HTMLAnchorElement) {
    this.link = link;
    link.addEventListener('pointerenter', (event) => {
      if (event.pointerType !== 'touch') this.wake();
    });
    link.addEventListener('pointerleave', () => this.rest());
    link.addEventListener('focus', () => {
      if (link.matches(':focus-visible')) this.wake();
    });
    link.addEventListener('blur', () => this.rest());
  }

  private wake(): void {
    if (calm.matches || saving() || this.timer || this.video) return;
    this.timer = window.setTimeout(() => this.play(), patience);
  }

  private play(): void {
    this.timer = 0;
    const video = document.createElement('video');
    Object.assign(video, { muted: true, loop: true, playsInline: true, src: this.link.dataset.film ?? '' });
    video.setAttribute('aria-hidden', 'true');
    video.tabIndex = -1;
    video.addEventListener('playing', () => video.classList.add('awake'), { once: true });
    this.video = video;
    this.link.append(video);
    video.play().catch(() => this.rest()); // a film that cannot be had leaves the poster
  }

  // Fades first, so that the poster comes back as softly as it went.
  private rest(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    const video = this.video;
    if (!video) return;
    this.video = undefined;
    video.pause();
    video.classList.remove('awake');
    setTimeout(() => video.remove(), 400);
  }
}

export function wake_posters(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-film]')) new Print(link);
}
