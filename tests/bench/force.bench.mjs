// One step of constellation's layout, as WebAssembly in node, against d3-force on the same graph and the same forces.
import { execFileSync } from 'node:child_process';
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';

const rounds = 3;
const steps = 60;
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function ours() {
  const text = execFileSync(process.execPath, ['build/web/test/reverie-force-bench.js'], { maxBuffer: 64 << 20 });
  return JSON.parse(text.toString());
}

function theirs({ nodes, links }) {
  const simulation = forceSimulation(nodes.map(({ id }) => ({ id })))
    .force(
      'link',
      forceLink(links.map((link) => ({ ...link }))).id((node) => node.id),
    )
    .force('charge', forceManyBody().strength(-30).theta(0.9))
    .force('x', forceX().strength(0.05))
    .force('y', forceY().strength(0.05))
    .force('collide', forceCollide(4))
    .stop();
  const times = [];
  for (let i = 0; i < steps; i += 1) {
    const began = performance.now();
    simulation.tick();
    times.push(performance.now() - began);
  }
  return median(times);
}

const mine = [];
const peer = [];
for (let round = 0; round < rounds; round += 1) {
  const { step_ms, graph } = ours();
  mine.push(step_ms);
  peer.push(theirs(graph));
}
console.log(
  `constellation, 5,000 stars, a step  ${(median(mine) / median(peer)).toFixed(2)}×  vs d3-force  ` +
    `(${median(mine).toFixed(1)} ms, ${median(peer).toFixed(1)} ms)`,
);
