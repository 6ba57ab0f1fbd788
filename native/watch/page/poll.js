// Asks once a second how the run is. In a worker, because a page that nobody looks at may ask only once a minute, and a
// run may end in between. What the browser has already comes back as 304, without its bytes.
let before = '';
let silent = 0;

async function ask() {
  try {
    const answer = await fetch('run.json', { cache: 'no-cache', signal: AbortSignal.timeout(8000) });
    if (!answer.ok) throw new Error(String(answer.status));
    const text = await answer.text();
    if (text !== before || silent > 1) postMessage(JSON.parse(text));
    before = text;
    silent = 0;
  } catch {
    silent += 1;
    if (silent === 2) postMessage({ lost: true });
  }
  setTimeout(ask, silent > 30 ? 5000 : 1000);
}

ask();
