import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ControlState, type FormState, fields_of, part_of, shape_of, spoken, value_with } from '../form_plan.ts';

const control = (more: Partial<ControlState>): ControlState => ({
  name: 'size',
  label: 'Size',
  help: 'How large it is.',
  unit: '',
  group: 'Look',
  kind: 'number',
  min: 0,
  max: 1,
  step: 0,
  choices: [],
  choice_labels: [],
  value: '0.5',
  initial: true,
  locked: false,
  lockable: true,
  ...more,
});

test('every kind becomes fields that a keyboard and a screen reader know', () => {
  const types = (more: Partial<ControlState>) => fields_of(control(more)).map(({ type }) => type);
  assert.deepEqual(types({ kind: 'number' }), ['range', 'number']);
  assert.deepEqual(types({ kind: 'integer', step: 1 }), ['range', 'number']);
  assert.deepEqual(types({ kind: 'toggle' }), ['checkbox']);
  assert.deepEqual(types({ kind: 'choice' }), ['select']);
  assert.deepEqual(types({ kind: 'text' }), ['text']);
  assert.deepEqual(types({ kind: 'pad' }), ['range', 'number', 'range', 'number']);
});

test('a continuous slide moves in round steps, a stepped one in its own', () => {
  const step = (more: Partial<ControlState>) => fields_of(control(more))[0]?.step;
  assert.equal(step({ min: 0, max: 1 }), '0.005');
  assert.equal(step({ min: -4, max: 4 }), '0.05');
  assert.equal(step({ min: 0, max: 24 }), '0.2');
  assert.equal(step({ min: 1, max: 9, step: 2 }), '2');
  assert.equal(step({ min: 3, max: 3 }), 'any');
  assert.equal(step({ kind: 'integer', min: 0, max: 24 }), '1');
});

test('names of fields differ, so that a screen reader tells them apart', () => {
  for (const kind of ['number', 'pad'] as const) {
    const labels = fields_of(control({ kind })).map(({ label }) => label);
    assert.equal(new Set(labels).size, labels.length, String(labels));
  }
});

test('a pad changes one part and keeps the other', () => {
  const pad = control({ kind: 'pad', value: '0.5,-0.25' });
  assert.equal(part_of(pad.value, 1), '-0.25');
  assert.equal(value_with(pad, 1, '2'), '0.5,2');
  assert.equal(value_with(pad, 0, '-1'), '-1,-0.25');
  assert.equal(value_with(control({}), 0, '0.7'), '0.7');
});

test('values are read out short and with their unit', () => {
  assert.equal(spoken(control({ unit: 's' }), '0.700000001'), '0.7 s');
  assert.equal(spoken(control({}), '12'), '12');
});

test('the fields are built anew for another shape, never for another value', () => {
  const state = (controls: ControlState[]): FormState => ({
    language: 'en',
    piece: 'p',
    title: 'P',
    paused: false,
    undo: false,
    redo: false,
    keeping: '',
    models: [],
    slots: [{ name: 'generator', label: 'Generator', wanted: 'faces' }],
    keeps: [],
    controls,
  });
  const first = state([control({})]);
  const second = { ...state([control({ value: '0.7', initial: false, locked: true })]), paused: true, undo: true };
  second.slots = [{ name: 'generator', label: 'Generator', wanted: 'emoji' }];
  assert.equal(shape_of(first), shape_of(second));
  assert.notEqual(shape_of(first), shape_of(state([control({ max: 2 })])));
});
