// From noise to picture: the moments of a training as a film that can be played and pulled. It moves only when asked.

import { said } from '../../web/shell/words.ts';

const pace = 900; // ms a moment

export function play_film(film: HTMLElement): void {
  const moments = [...document.querySelectorAll<HTMLLIElement>('.learning li')].map((item) => ({
    image: item.querySelector('img') as HTMLImageElement,
    words: item.querySelector('span')?.textContent ?? '',
  }));
  const shown = film.querySelector('img') as HTMLImageElement;
  const button = film.querySelector('button') as HTMLButtonElement;
  const slider = film.querySelector('input') as HTMLInputElement;
  const output = film.querySelector('output') as HTMLOutputElement;
  let timer = 0;

  const show = (at: number): void => {
    const moment = moments[at];
    if (!moment) return;
    slider.value = String(at);
    slider.setAttribute('aria-valuetext', moment.words);
    shown.src = moment.image.src;
    shown.alt = moment.image.alt;
    output.textContent = moment.words;
  };
  const stop = (): void => {
    clearInterval(timer);
    timer = 0;
    button.textContent = said('Play it through');
  };
  const start = (): void => {
    if (slider.value === slider.max) show(0);
    button.textContent = said('Hold');
    timer = window.setInterval(() => {
      show(Number(slider.value) + 1);
      if (slider.value === slider.max) stop();
    }, pace);
  };
  button.addEventListener('click', () => (timer ? stop() : start()));
  slider.addEventListener('input', () => {
    stop();
    show(Number(slider.value));
  });
  for (const { image } of moments) image.loading = 'eager'; // no gap between two moments
  show(moments.length - 1);
  film.hidden = false;
}
