// Accessibility by the rules that auditors use.
import { createRequire } from 'node:module';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds wrong in a page or frame, "rule: where | where" each; the page must have been opened with bypassCSP. */
export async function violations_of(frame) {
  await frame.addScriptTag({ path: axe });
  return frame.evaluate(async () => {
    const { violations: found } = await window.axe.run();
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' | ')}`);
  });
}
