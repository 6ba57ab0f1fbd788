// A run as it is: what was found, how far it is, its newest pictures, its figures, and what can be done next.
import { draw_chart } from './chart.js';
import { begin_prints, show_prints } from './prints.js';
import { duration, number, translate_page, words } from './words.js';

const at = (id) => document.getElementById(id);
let run; // the last record
let tenth = -1;

function paragraphs(place, sentences) {
  const all = sentences.map((sentence) => {
    const line = document.createElement('p');
    line.lang = 'en';
    line.textContent = sentence;
    return line;
  });
  place.replaceChildren(...all);
}

// A live region that is written anew is read out anew.
function say(sentence, command = '') {
  if (at('said').textContent !== sentence) at('said').textContent = sentence;
  at('next').hidden = !command;
  if (at('command').textContent === command) return;
  at('command').textContent = command;
  at('copy').textContent = words('Copy');
}

function say_state() {
  const { state, step, saved, spent, why, resume, publish } = run;
  if (state === 'done') {
    say(words('Done: {0} steps in {1}. This makes it a model:', number(step), duration(spent)), publish);
  } else if (state === 'stopped') {
    say(words('Stopped and saved after step {0}. This goes on:', number(saved)), resume);
  } else if (state === 'failed') {
    say(words('The run ended: {0}', why), saved ? resume : '');
  } else if (state === 'waiting') {
    say(words('Nobody trains here now; it has not begun.'));
  } else if (state === 'gone') {
    const with_snapshot =
      'The trainer is gone without a word: it was killed, or the computer went down. All is saved up to step {0}, and this goes on from there:';
    const without =
      'The trainer is gone without a word, before it saved anything; the run begins anew with the command that began it.';
    say(saved ? words(with_snapshot, number(saved)) : words(without), saved ? resume : '');
  } else if (step >= run.steps) {
    say(words('The steps are done; now the pictures are held against the real ones.'));
  } else {
    // Said at every tenth, so that nobody is talked to all the time.
    const now = Math.floor((10 * step) / run.steps);
    if (now !== tenth || !at('next').hidden || at('said').textContent === '')
      say(words('Training; {0} % is done.', now * 10));
    tenth = now;
    return;
  }
  tenth = -1;
}

function say_lost() {
  if (!run) return;
  if (run.state !== 'training') {
    document.querySelector('footer p').textContent = words('reverie watch opens this page again, at any time.');
    return;
  }
  const with_snapshot =
    'There is no answer any more: the trainer was ended, or the computer slept. All is saved up to step {0}; if it does not come back, this goes on from there:';
  const without =
    'There is no answer any more: the trainer was ended, or the computer slept, before it saved anything.';
  say(run.saved ? words(with_snapshot, number(run.saved)) : words(without), run.saved ? run.resume : '');
  at('figures').textContent = words('step {0} of {1}', number(run.step), number(run.steps));
  tenth = -1;
}

function show_figures() {
  const { step, steps, state } = run;
  const parts = [words('step {0} of {1}', number(step), number(steps))];
  if (state === 'training' && step < steps) {
    if (run.rate) parts.push(words('{0} pictures a second', number(Math.round(run.rate))));
    if (run.left) parts.push(words('{0} left', duration(run.left)));
  } else if (run.spent) {
    parts.push(words('{0} spent', duration(run.spent)));
  }
  at('figures').textContent = parts.join(' · ');
  at('bar').value = steps ? step / steps : 0;
  const share = Math.floor((100 * step) / Math.max(steps, 1));
  document.title = state === 'training' ? `${share} % · ${run.title}` : `${run.title} · Reverie`;
}

// Where nothing judges: how far what a memory recalls is from the very pictures, whose range is 2.
function show_recollection(l1, steps, last) {
  const off = (50 * l1.at(-1)).toFixed(1);
  const label = words('How far the pictures are from the originals they recall, step by step: now {0} %.', off);
  const lines = [{ name: 'drawing', values: l1, says: words('{0} % off the originals', off) }];
  draw_chart(at('losses'), { lines, steps, last, label });
}

function show_curves() {
  const { step: steps, d_loss, g_loss, l1, variety } = run.curves;
  at('curves').hidden = steps.length < 2;
  if (steps.length < 2) return;
  const last = Math.max(run.steps, steps.at(-1));
  if (l1 && !d_loss) show_recollection(l1, steps, last);
  if (d_loss && g_loss) {
    const [g, d] = [number(g_loss.at(-1)), number(d_loss.at(-1))];
    const label = words(
      'Losses of the two networks, step by step: the one that draws is at {0}, the one that judges at {1}.',
      g,
      d,
    );
    const lines = [
      { name: 'drawing', values: g_loss, says: words('the one that draws {0}', g) },
      { name: 'judging', values: d_loss, says: words('the one that judges {0}', d) },
    ];
    draw_chart(at('losses'), { lines, steps, last, label });
  }
  if (variety) {
    const share = Math.round(100 * variety.at(-1));
    const label = words('How varied the drawn pictures are, step by step: now {0} % as much as the real ones.', share);
    const says = words('varied: {0} % as much as the real ones', share);
    const note = words('below the dots they are all alike');
    const lines = [{ name: 'drawing', values: variety, says }];
    draw_chart(at('variety'), { lines, steps, last, label, limit: 0.25, note });
  }
}

function show(record) {
  run = record;
  at('title').textContent = run.title;
  at('run').textContent = `${run.recipe} · ${run.name}`;
  show_figures();
  say_state();
  show_curves();
  paragraphs(at('found'), run.found);
  at('plan').textContent = run.plan;
  at('plan').lang = 'en';
  at('verdict').hidden = run.verdict.length === 0;
  paragraphs(at('sentences'), run.verdict);
  show_prints(run);
}

translate_page();
begin_prints();
at('copy').addEventListener('click', async () => {
  await navigator.clipboard.writeText(at('command').textContent);
  at('copy').textContent = words('Copied');
});
const poll = new Worker('poll.js');
poll.addEventListener('message', ({ data }) => (data.lost ? say_lost() : show(data)));
