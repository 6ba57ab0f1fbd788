// The studio's controls as data (form_text of shared/studio/form.h), and which fields each of them becomes. No DOM here.

import { said } from './words.ts';

export type ControlKind = 'number' | 'integer' | 'toggle' | 'choice' | 'text' | 'pad';

export interface ControlState {
  name: string;
  label: string;
  help: string;
  unit: string;
  group: string;
  kind: ControlKind;
  min: number;
  max: number;
  step: number;
  choices: string[];
  /** The same as a person reads them. */
  choice_labels: string[];
  /** As links write it. */
  value: string;
  /** It is where it began. */
  initial: boolean;
  locked: boolean;
  /** "Surprise me" may change it. */
  lockable: boolean;
}

export interface FormState {
  /** As HTML has it: "en", "zh-Hans". */
  language: string;
  piece: string;
  title: string;
  paused: boolean;
  undo: boolean;
  redo: boolean;
  /** The file under way; "" for none. */
  keeping: string;
  models: { id: string; title: string }[];
  slots: { name: string; label: string; wanted: string }[];
  keeps: { id: string; label: string }[];
  controls: ControlState[];
}

/** All that does not change while values do: the fields are built anew only when this does. */
export function shape_of(state: FormState): string {
  const controls = state.controls.map(({ value, initial, locked, ...rest }) => rest);
  const slots = state.slots.map(({ name, label }) => [name, label]);
  return JSON.stringify([state.language, state.piece, state.models, slots, state.keeps, controls]);
}

export type FieldType = 'range' | 'number' | 'checkbox' | 'select' | 'text';

export interface FieldPlan {
  type: FieldType;
  /** What a screen reader calls it. */
  label: string;
  /** Which part of the value it holds: a pad has two. */
  part: number;
  step: string;
}

// A continuous value moves by a two-hundredth of its range, as a round number: 0.005, 0.02, 1 …
function fine_step(range: number): string {
  if (!(range > 0)) return 'any';
  const power = 10 ** Math.floor(Math.log10(range / 200));
  const times = [1, 2, 5, 10].find((candidate) => candidate * power >= range / 200) ?? 10;
  return String(Number((times * power).toPrecision(6)));
}

export function fields_of(control: ControlState): FieldPlan[] {
  const one = (type: FieldType, label = control.label, part = 0, step = '') => ({ type, label, part, step });
  const whole = control.kind === 'integer' ? 1 : 0;
  const step = Math.max(control.step, whole);
  const slide = step > 0 ? String(step) : fine_step(control.max - control.min);
  const typed = step > 0 ? String(step) : 'any';
  const numbers = (label: string, part: number) => [
    one('range', label, part, slide),
    one('number', said('{0}, as a number', label), part, typed),
  ];
  switch (control.kind) {
    case 'toggle':
      return [one('checkbox')];
    case 'choice':
      return [one('select')];
    case 'text':
      return [one('text')];
    case 'pad':
      return [...numbers(said('{0}, across', control.label), 0), ...numbers(said('{0}, down', control.label), 1)];
    default:
      return numbers(control.label, 0);
  }
}

/** The part of a value that a field shows. */
export const part_of = (value: string, part: number): string => value.split(',')[part] ?? '';

/** The value after a field was changed to `text`; other parts stay as they are. */
export function value_with(control: ControlState, part: number, text: string): string {
  if (control.kind !== 'pad') return text;
  const parts = control.value.split(',');
  parts[part] = text;
  return parts.join(',');
}

/** "0.70 s", as a range is read out. */
export function spoken(control: ControlState, text: string): string {
  const number = Number(text);
  const shown = Number.isFinite(number) ? String(Number(number.toPrecision(4))) : text;
  return control.unit ? `${shown} ${control.unit}` : shown;
}
