// The grids: each is fetched once and kept, so that the page goes on showing them when nobody answers any more.
import { number, words } from './words.js';

const at = (id) => document.getElementById(id);
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const frames = new Map(); // step → {file, url}
let steps = [];
let shown; // step
let follows = true; // the newest, as it comes
let playing = 0;
let reals;
let reals_shown = false;
let fetching = false;

async function kept(file) {
  const answer = await fetch(file, { cache: 'no-cache' });
  if (!answer.ok) throw new Error(String(answer.status));
  return URL.createObjectURL(await answer.blob());
}

// Whole pixels of the screen for a pixel of the picture, where there is room for one.
function size_print() {
  const print = at('print');
  if (!print.naturalWidth) return;
  const density = window.devicePixelRatio || 1;
  const room = Math.min(at('frame').clientWidth, 900) * density;
  const times = room / print.naturalWidth;
  const width = (times >= 1 ? Math.floor(times) : times) * print.naturalWidth;
  print.style.width = `${width / density}px`;
  at('prints').style.setProperty('--print', print.style.width);
}

function show_picture(url, alt) {
  const print = at('print');
  if (print.src === url) return;
  for (const old of at('frame').querySelectorAll('.before')) old.remove();
  if (print.src && !calm.matches) {
    const before = print.cloneNode();
    before.removeAttribute('id');
    before.className = 'before';
    before.alt = '';
    before.style.cssText = `width: ${print.style.width}; opacity: 1; image-rendering: pixelated;`;
    at('frame').append(before);
    requestAnimationFrame(() => requestAnimationFrame(() => before.style.setProperty('opacity', '0')));
    setTimeout(() => before.remove(), 700);
  }
  print.src = url;
  print.alt = alt;
  print.hidden = false;
  at('none').hidden = true;
}

const step_words = (step) => (step === 0 ? words('Before the first step') : words('After step {0}', number(step)));

function show() {
  const frame = frames.get(shown);
  const newest = steps.at(-1);
  at('when').max = String(Math.max(steps.length - 1, 0));
  at('when').value = String(Math.max(steps.indexOf(shown), 0));
  at('when').disabled = steps.length < 2;
  at('play').hidden = steps.length < 3;
  at('newest').hidden = follows || shown === newest;
  at('originals').hidden = !reals;
  at('originals').setAttribute('aria-pressed', String(reals_shown));
  if (reals_shown && reals) {
    at('step').value = words('What it learns from');
    show_picture(reals, words('Pictures it learns from'));
  } else if (frame?.url) {
    at('step').value = step_words(shown);
    at('when').setAttribute('aria-valuetext', step_words(shown));
    show_picture(
      frame.url,
      words('Pictures drawn after step {0}: 64 of them, always from the same codes', number(shown)),
    );
  }
}

// The newest first: it is what people wait for. One at a time, and again when asked.
async function fetch_missing() {
  if (fetching) return;
  fetching = true;
  try {
    for (let step = missing(); step !== undefined; step = missing()) {
      const frame = frames.get(step);
      const { file } = frame;
      const url = await kept(file);
      if (frame.file === file) frame.url = url;
      if (follows && step === steps.filter((one) => frames.get(one).url).at(-1)) shown = step;
      show();
    }
  } catch {
    // Nobody answers; the next record begins again.
  }
  fetching = false;
}

const missing = () => steps.findLast((step) => !frames.get(step).url);

function stop_playing() {
  clearInterval(playing);
  playing = 0;
  at('play').textContent = words('From noise to now');
}

// At most three pictures a second and some twelve seconds in all.
function play() {
  if (playing) {
    stop_playing();
    return;
  }
  const ready = steps.filter((step) => frames.get(step).url);
  const count = Math.min(ready.length, 36);
  const chosen = Array.from({ length: count }, (_, i) => ready[Math.round((i * (ready.length - 1)) / (count - 1))]);
  at('play').textContent = words('Pause');
  reals_shown = false;
  const next = () => {
    shown = chosen.shift();
    follows = chosen.length === 0;
    show();
    if (chosen.length === 0) stop_playing();
  };
  playing = setInterval(next, 360);
  next();
}

/** What a record says of the pictures. */
export async function show_prints({ grids, live, reals: has_reals }) {
  for (const [step, file] of grids) if (!frames.has(step)) frames.set(step, { file });
  if (live && !frames.has(live)) frames.set(live, { file: `now.png?step=${live}` });
  steps = [...frames.keys()].sort((a, b) => a - b);
  // Of what was drawn between two grids only the newest can still be had.
  for (const step of steps) {
    const { file, url } = frames.get(step);
    if (!url && file.startsWith('now.png') && step !== live) frames.delete(step);
  }
  steps = steps.filter((step) => frames.has(step));
  if (!frames.has(shown)) shown = steps.at(-1);
  show();
  await fetch_missing();
  if (has_reals && !reals) {
    reals = await kept('reals.png').catch(() => undefined);
    show();
  }
}

export function begin_prints() {
  at('print').addEventListener('load', size_print);
  new ResizeObserver(size_print).observe(at('frame'));
  at('when').addEventListener('input', () => {
    stop_playing();
    reals_shown = false;
    shown = steps[Number(at('when').value)];
    follows = shown === steps.at(-1);
    show();
  });
  at('play').addEventListener('click', play);
  at('newest').addEventListener('click', () => {
    stop_playing();
    reals_shown = false;
    follows = true;
    shown = steps.at(-1);
    show();
  });
  at('originals').addEventListener('click', () => {
    stop_playing();
    reals_shown = !reals_shown;
    show();
  });
}
