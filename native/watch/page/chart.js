// Quiet charts: lines over the whole planned run, so that what is still to come is empty room.
const svg = (name, attributes) => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

const wide = 320;
const high = 92;

// A single leap must not press all else flat.
function top_of(lines) {
  const all = lines.flatMap(({ values }) => values.filter(Number.isFinite)).sort((a, b) => a - b);
  return Math.max(all[Math.floor(0.98 * (all.length - 1))] * 1.15, 1e-6);
}

function points_of({ values }, steps, last, top) {
  return values
    .map((value, i) => [value, steps[i]])
    .filter(([value]) => Number.isFinite(value))
    .map(([value, step]) => {
      const y = high - (Math.min(Math.max(value, 0), top) / top) * high;
      return `${((step / last) * wide).toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
}

/** `lines`: [{name, values, says}]; `limit`: a value to draw dotted; `label`: for who does not see it. */
export function draw_chart(place, { lines, steps, last, label, limit, note }) {
  const top = Math.max(top_of(lines), limit ? limit * 2 : 0);
  const chart = svg('svg', { viewBox: `0 0 ${wide} ${high}`, role: 'img', 'aria-label': label });
  chart.append(svg('line', { x1: 0, x2: wide, y1: high, y2: high, class: 'ground' }));
  if (limit) {
    const y = high - (limit / top) * high;
    chart.append(svg('line', { x1: 0, x2: wide, y1: y, y2: y, class: 'limit' }));
  }
  for (const line of lines)
    chart.append(svg('polyline', { points: points_of(line, steps, last, top), class: `curve ${line.name}` }));
  const keys = document.createElement('p');
  keys.className = 'keys';
  for (const { name, says } of lines) {
    const key = document.createElement('span');
    key.className = `key ${name}`;
    key.textContent = says;
    keys.append(key);
  }
  if (note) {
    const plain = document.createElement('span');
    plain.className = 'plain';
    plain.textContent = note;
    keys.append(plain);
  }
  place.replaceChildren(chart, keys);
}
