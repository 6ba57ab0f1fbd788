// The studio's controls as a real form beside the canvas. It follows the piece, and the piece follows it: a field that
// somebody types into is left alone until they leave it, and setting a field from here is heard by nobody.
import {
  type ControlState,
  type FieldPlan,
  type FormState,
  fields_of,
  part_of,
  shape_of,
  spoken,
  value_with,
} from './form_plan.ts';
import { said } from './words.ts';

/** What the form can do; `set` throws a Problem that says what is allowed. */
export interface FormSink {
  set(name: string, text: string): void;
  act(verb: string, name?: string): void;
  choose_model(slot: string, id: string): void;
  keep(offer: string): void;
  open_file(): void;
}

type Field = HTMLInputElement | HTMLSelectElement;

interface Row {
  control: ControlState;
  fields: { plan: FieldPlan; field: Field }[];
  reset: HTMLButtonElement;
  lock: HTMLButtonElement | undefined;
  problem: HTMLElement;
}

let last_id = 0;
const fresh_id = (stem: string) => `form-${stem}-${++last_id}`;

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

function button(text: string, name: string, press: () => void): HTMLButtonElement {
  const made = make('button', { type: 'button', 'data-name': name }, text);
  // A disabled button would drop the focus; one that says so keeps it.
  made.onclick = () => made.getAttribute('aria-disabled') !== 'true' && press();
  return made;
}

const options = (entries: { id: string; title: string }[]) =>
  entries.map(({ id, title }) => make('option', { value: id }, title));

const sentence_of = (error: unknown) => (error instanceof Error ? error.message : String(error));

export class ControlsForm {
  private readonly place: HTMLElement;
  private readonly sink: FormSink;
  private shape = '';
  private rows = new Map<string, Row>();
  private slots = new Map<string, HTMLSelectElement>();
  private verbs = new Map<string, HTMLButtonElement>();
  private state: FormState | undefined;

  constructor(place: HTMLElement, sink: FormSink) {
    this.place = place;
    this.sink = sink;
  }

  show(state: FormState): void {
    this.state = state;
    const shape = shape_of(state);
    if (shape !== this.shape) this.build(state);
    this.shape = shape;
    for (const control of state.controls) this.follow(control);
    for (const { name, wanted } of state.slots) this.follow_slot(name, wanted);
    this.follow_verbs(state);
  }

  private build(state: FormState): void {
    const focused = this.place.contains(document.activeElement)
      ? (document.activeElement as HTMLElement).dataset.name
      : undefined;
    this.rows.clear();
    this.slots.clear();
    this.verbs.clear();
    const groups = new Map<string, HTMLElement>();
    const parts: HTMLElement[] = [this.verbs_part(state)];
    if (state.slots.length > 0) parts.push(this.models_part(state));
    for (const control of state.controls) {
      let group = groups.get(control.group);
      if (!group) {
        group = make('fieldset', {}, make('legend', {}, control.group || state.title));
        groups.set(control.group, group);
        parts.push(group);
      }
      group.append(this.row_of(control));
    }
    this.place.replaceChildren(...parts);
    if (focused) this.place.querySelector<HTMLElement>(`[data-name="${CSS.escape(focused)}"]`)?.focus();
  }

  private verbs_part(state: FormState): HTMLElement {
    const verb = (name: string, text: string, press = () => this.sink.act(name)) => {
      const made = button(text, name, press);
      this.verbs.set(name, made);
      return made;
    };
    const offers = make('select', { 'data-name': 'keep-as', 'aria-label': said('Keep as') });
    offers.append(...options(state.keeps.map(({ id, label }) => ({ id, title: label }))));
    if (state.keeps.some(({ id }) => id === 'png-2')) offers.value = 'png-2';
    const surprise = verb('surprise', said('Surprise me'));
    surprise.className = 'main';
    const open = verb('open', said('Open a kept file'), () => this.sink.open_file());
    open.className = 'wide';
    return make(
      'div',
      { class: 'verbs', role: 'group', 'aria-label': state.title },
      surprise,
      make(
        'span',
        { class: 'keeping' },
        verb('keep', said('Keep'), () => this.keep(offers.value)),
        offers,
      ),
      verb('share', said('Share')),
      verb('pause', said('Pause'), () => this.sink.act(this.state?.paused ? 'go-on' : 'pause')),
      verb('undo', said('Undo')),
      verb('redo', said('Redo')),
      open,
    );
  }

  private keep(offer: string): void {
    if (this.state?.keeping) this.sink.act('cancel-keep');
    else this.sink.keep(offer);
  }

  private models_part(state: FormState): HTMLElement {
    const part = make('fieldset', {}, make('legend', {}, said('Model')));
    for (const { name, label } of state.slots) {
      const id = fresh_id('model');
      const field = make('select', { id, 'data-name': `model.${name}` });
      field.append(...options(state.models));
      field.onchange = () => this.sink.choose_model(name, field.value);
      this.slots.set(name, field);
      part.append(
        make('div', { class: 'row' }, make('label', { for: id }, label), make('div', { class: 'fields' }, field)),
      );
    }
    return part;
  }

  private row_of(control: ControlState): HTMLElement {
    const help = make('p', { class: 'help', id: fresh_id('help') }, control.help);
    const problem = make('p', { class: 'problem', role: 'alert', id: fresh_id('problem') });
    const fields = fields_of(control).map((plan) => ({ plan, field: this.field_of(control, plan, help.id) }));
    const first = fields[0]?.field as Field;
    const reset = button(said('Reset'), `reset.${control.name}`, () => {
      this.sink.act('reset', control.name);
      first.focus();
    });
    reset.setAttribute('aria-label', said('Reset {0}', control.label));
    const lock = control.lockable ? this.lock_of(control) : undefined;
    this.rows.set(control.name, { control, fields, reset, lock, problem });
    const label = make('label', { for: first.id }, control.label);
    const marks = make('span', { class: 'marks' }, reset, ...(lock ? [lock] : []));
    const unit = control.unit ? [make('span', { class: 'unit', 'aria-hidden': 'true' }, control.unit)] : [];
    const lines =
      control.kind === 'pad'
        ? [0, 1].map((part) =>
            make(
              'div',
              { class: 'fields' },
              ...fields.filter(({ plan }) => plan.part === part).map(({ field }) => field),
            ),
          )
        : [make('div', { class: 'fields' }, ...fields.map(({ field }) => field), ...unit)];
    return make('div', { class: `row ${control.kind}` }, label, marks, ...lines, help, problem);
  }

  private lock_of({ name, label }: ControlState): HTMLButtonElement {
    const made = button(said('Lock'), `lock.${name}`, () =>
      this.sink.act(made.getAttribute('aria-pressed') === 'true' ? 'unlock' : 'lock', name),
    );
    made.setAttribute('aria-label', said('Lock {0} against surprise me', label));
    return made;
  }

  private field_of(control: ControlState, plan: FieldPlan, help: string): Field {
    const name = `${control.name}${plan.part ? '.2' : ''}${plan.type === 'number' ? '.typed' : ''}`;
    const shared = { id: fresh_id('field'), 'data-name': name, 'aria-describedby': help };
    const field = plan.type === 'select' ? make('select', shared) : make('input', { ...shared, type: plan.type });
    if (plan.part > 0 || plan.type === 'number' || control.kind === 'pad') field.setAttribute('aria-label', plan.label);
    if (field instanceof HTMLSelectElement)
      field.append(...options(control.choices.map((id, i) => ({ id, title: control.choice_labels[i] ?? id }))));
    else if (plan.type === 'text') field.maxLength = 64;
    else if (plan.type !== 'checkbox') {
      Object.assign(field, { min: String(control.min), max: String(control.max), step: plan.step });
      if (plan.type === 'number') field.inputMode = 'decimal';
    }
    this.listen(field, control.name, plan);
    return field;
  }

  // A slide, and words as they are typed, are one step of undo. A number counts when it is entered.
  private listen(field: Field, name: string, plan: FieldPlan): void {
    const typed = plan.type === 'number';
    field.addEventListener('input', () => {
      if (typed) return;
      if (plan.type === 'range' || plan.type === 'text') this.sink.act('hold');
      this.take(name, plan, field);
    });
    field.addEventListener('change', () => {
      if (typed) this.take(name, plan, field);
      this.sink.act('let-go');
    });
    field.addEventListener('blur', () => {
      this.sink.act('let-go');
      const now = this.state?.controls.find((control) => control.name === name);
      if (now) this.follow(now);
    });
  }

  private take(name: string, plan: FieldPlan, field: Field): void {
    const row = this.rows.get(name);
    if (!row) return;
    const text = plan.type === 'checkbox' ? String((field as HTMLInputElement).checked) : field.value;
    let problem = '';
    try {
      const whole = value_with(row.control, plan.part, text);
      this.sink.set(name, whole);
      row.control = { ...row.control, value: whole }; // until the piece tells its own
    } catch (error) {
      problem = sentence_of(error);
    }
    row.problem.textContent = problem;
    field.setAttribute('aria-invalid', String(problem !== ''));
    field.toggleAttribute('aria-errormessage', false);
    if (problem) field.setAttribute('aria-errormessage', row.problem.id);
  }

  private follow(control: ControlState): void {
    const row = this.rows.get(control.name);
    if (!row) return;
    row.control = control;
    for (const { plan, field } of row.fields) {
      const text = control.kind === 'pad' ? part_of(control.value, plan.part) : control.value;
      const being_typed = field === document.activeElement && (plan.type === 'number' || plan.type === 'text');
      if (plan.type === 'checkbox') (field as HTMLInputElement).checked = control.value === 'true';
      else if (!being_typed && field.value !== text) field.value = text;
      if (plan.type === 'range') field.setAttribute('aria-valuetext', spoken(control, text));
    }
    row.reset.setAttribute('aria-disabled', String(control.initial));
    row.lock?.setAttribute('aria-pressed', String(control.locked));
  }

  private follow_slot(name: string, wanted: string): void {
    const field = this.slots.get(name);
    if (!field) return;
    if (wanted && ![...field.options].some(({ value }) => value === wanted))
      field.append(...options([{ id: wanted, title: wanted }]));
    if (field.value !== wanted) field.value = wanted;
  }

  private follow_verbs(state: FormState): void {
    const set = (name: string, text: string | null, possible = true) => {
      const verb = this.verbs.get(name);
      if (!verb) return;
      verb.setAttribute('aria-disabled', String(!possible));
      if (text !== null && verb.textContent !== text) verb.textContent = text;
    };
    set('undo', null, state.undo);
    set('redo', null, state.redo);
    set('pause', said(state.paused ? 'Go on' : 'Pause'));
    set('keep', said(state.keeping ? 'Cancel keeping' : 'Keep'));
  }
}
