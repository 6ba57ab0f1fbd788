// What stands beside the picture, as text of the page: it can be selected, copied and read out, which nothing on the
// canvas can. Closed it is one line; in somebody's page that line is the credit.
import type { Beside } from '../../web/shell/bridge.ts';

export class BesideText {
  private readonly box = document.createElement('details');
  private readonly summary = document.createElement('summary');
  private readonly facts = document.createElement('div');

  constructor(stage: HTMLElement) {
    this.box.id = 'beside';
    this.box.hidden = true;
    this.box.append(this.summary, this.facts);
    stage.append(this.box);
    this.box.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !this.box.open) return;
      this.box.open = false;
      this.summary.focus();
    });
  }

  /** Newest wins; an empty list hides it. */
  show(pictures: Beside[]): void {
    this.box.hidden = pictures.length === 0;
    this.summary.textContent = pictures.map(({ summary }) => summary).join(' · ');
    this.facts.replaceChildren(
      ...pictures.map(({ facts }) => {
        const list = document.createElement('dl');
        for (const [name, value] of facts) {
          const term = document.createElement('dt');
          const text = document.createElement('dd');
          term.textContent = name;
          text.textContent = value;
          list.append(term, text);
        }
        return list;
      }),
    );
  }
}
