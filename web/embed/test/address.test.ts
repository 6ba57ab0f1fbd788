import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  is_param,
  link_of,
  models_of,
  note_of,
  poster_of,
  property_name,
  type SiteTable,
  size_of,
  title_of,
} from '../address.ts';

const table: SiteTable = {
  pieces: {
    walk: {
      title: 'Walk',
      slots: { generator: 'faces' },
      posters: { faces: 'posters/walk--faces.webp', emoji: 'posters/walk--emoji.webp' },
      params: ['seed', 'walk-speed'],
    },
    lines: { title: 'Lines', slots: {}, posters: { '': 'posters/lines.webp' }, params: [] },
  },
  models: { faces: { title: 'Faces', licence: 'CC0-1.0', author: 'A', bytes: 900_000 } },
  studio_bytes: 1_000_000,
  runtime_bytes: 3_600_000,
};

const pairs = (of: Record<string, string>) => Object.entries(of).map(([name, value]) => ({ name, value }));

test('attributes of every element are no params of the piece', () => {
  for (const name of ['id', 'class', 'style', 'title', 'hidden', 'data-x', 'aria-label', 'onclick', 'role', 'tabindex'])
    assert.equal(is_param(name), false, name);
  for (const name of ['piece', 'model', 'model.generator', 'poster', 'reveal', 'loading'])
    assert.equal(is_param(name), false, name);
  for (const name of ['seed', 'walk-speed', 'label.glasses', 'one', 'daring', 'area'])
    assert.equal(is_param(name), true, name);
});

test('"model" fills the first slot, "model.<slot>" the one it names, and else the usual one plays', () => {
  assert.deepEqual(models_of(table.pieces.walk, []), { generator: 'faces' });
  assert.deepEqual(models_of(table.pieces.walk, pairs({ model: 'emoji' })), { generator: 'emoji' });
  assert.deepEqual(models_of(table.pieces.walk, pairs({ 'model.generator': 'mine' })), { generator: 'mine' });
  assert.deepEqual(models_of(table.pieces.walk, pairs({ model: '' })), { generator: 'faces' });
  assert.deepEqual(models_of(undefined, pairs({ model: 'faces' })), {});
});

test('the address carries piece, models and params, and no foreign words unescaped', () => {
  const link = link_of(table, 'walk', pairs({ class: 'wide', seed: 'a&piece=b', 'walk-speed': '0.4' }));
  assert.equal(link, 'piece=walk&model.generator=faces&seed=a%26piece%3Db&walk-speed=0.4');
});

test('the note says what a click fetches', () => {
  assert.equal(size_of(table, { generator: 'faces' }), '5.5 MB');
  assert.equal(size_of(table, {}), '1.0 MB');
  assert.equal(note_of(table, 'walk', []), 'Walk · Faces, CC0-1.0 · 5.5 MB');
  assert.equal(note_of(table, 'unheard-of', []), 'unheard-of · 1.0 MB');
});

test('in Chinese the title is Chinese, where there is one', () => {
  const lines = { title: 'Lines', zh: '线', slots: {}, posters: {}, params: [] };
  const chinese: SiteTable = { ...table, pieces: { ...table.pieces, lines } };
  assert.equal(note_of(chinese, 'lines', [], true), '线 · 1.0 MB');
  assert.equal(note_of(chinese, 'lines', []), 'Lines · 1.0 MB');
  assert.equal(title_of(chinese, 'walk', true), 'Walk');
  assert.equal(title_of(chinese, 'unheard-of', true), 'unheard-of');
});

test('the poster is that of the models that play, or else any of the piece', () => {
  assert.equal(poster_of(table, 'walk', pairs({ model: 'emoji' })), 'posters/walk--emoji.webp');
  assert.equal(poster_of(table, 'walk', pairs({ model: 'mine' })), 'posters/walk--faces.webp');
  assert.equal(poster_of(table, 'lines', []), 'posters/lines.webp');
  assert.equal(poster_of(table, 'unheard-of', []), '');
});

test('params are called as properties are', () => {
  assert.equal(property_name('walk-speed'), 'walkSpeed');
  assert.equal(property_name('label.eye-colour'), 'labelEyeColour');
});
