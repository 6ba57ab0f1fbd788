// The form's place on the page: heard but unseen until the focus comes into it, and a panel beside the picture where
// somebody asks for it, or where the system paints pages in colours of its own.
import { ControlsForm } from '../../web/shell/form.ts';
import type { FormState } from '../../web/shell/form_plan.ts';
import type { Shell } from '../../web/shell/shell.ts';

export interface FormPanelOptions {
  /** The dock goes while the form is there, and comes back after it. */
  dock: boolean;
  /** From the start. */
  open: boolean;
  ask_for_file(): void;
}

const element = (id: string) => document.getElementById(id) as HTMLElement;

export class FormPanel {
  private readonly shell: Shell;
  private readonly options: FormPanelOptions;
  private readonly form: ControlsForm;
  private readonly panel = element('form');
  private readonly ask = element('ask-form');

  constructor(shell: Shell, options: FormPanelOptions) {
    this.shell = shell;
    this.options = options;
    this.form = new ControlsForm(element('controls'), {
      set: (name, text) => shell.set(name, text),
      act: (verb, name) => shell.act(verb, name),
      choose_model: (slot, id) => shell.choose_model(slot, id),
      keep: (offer) => shell.keep(offer),
      open_file: options.ask_for_file,
    });
    element('controls').addEventListener('submit', (event) => event.preventDefault());
    this.ask.hidden = false;
    this.ask.onclick = () => (this.is_open ? this.close() : this.open(true));
    element('form-close').onclick = () => this.close();
    this.panel.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.close();
    });
    if (options.open) this.open(false);
  }

  show(state: FormState): void {
    element('form-title').textContent = state.title;
    this.form.show(state);
  }

  private get is_open(): boolean {
    return document.documentElement.classList.contains('with-form');
  }

  private open(take_focus: boolean): void {
    this.settle(true);
    if (this.options.dock) this.shell.act('hide-dock');
    if (take_focus) this.panel.querySelector<HTMLElement>('form button, form input, form select')?.focus();
  }

  private close(): void {
    const was_open = this.is_open;
    this.settle(false);
    if (was_open && this.options.dock) this.shell.act('show-dock');
    element('canvas').focus({ preventScroll: true });
  }

  private settle(open: boolean): void {
    document.documentElement.classList.toggle('with-form', open);
    this.panel.classList.toggle('unseen', !open);
    this.ask.setAttribute('aria-expanded', String(open));
  }
}
