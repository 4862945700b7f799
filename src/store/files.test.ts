import { afterEach, expect, test, vi } from 'vitest';
import { methodIds, presetRecipe } from '../engine/methods/recipe';
import { namedBlob, recipeIn, save } from './files';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const json = (name: string, value: unknown) => new File([JSON.stringify(value)], name);

test('a recipe that was downloaded is known again', async () => {
  const recipe = { ...presetRecipe('paper'), rate: 0.3 };
  expect(await recipeIn(json('recipe.json', recipe))).toEqual(recipe);
});

test('other files are no recipes, and one that asks for what cannot be says where', async () => {
  expect(await recipeIn(json('model.json', { modelTopology: {} }))).toBeUndefined();
  expect(await recipeIn(new File(['{'], 'half.json'))).toBeUndefined();
  expect(await recipeIn(json('recipe.keras', presetRecipe('quick')))).toBeUndefined();
  await expect(recipeIn(json('mine.json', { ...presetRecipe('quick'), rate: 2 }))).rejects.toThrow(
    /^mine\.json: rate: .*; mend it/,
  );
  const unknown = json('mine.json', { ...presetRecipe('quick'), method: { id: 'unheard-of' } });
  await expect(recipeIn(unknown)).rejects.toThrow(
    `mine.json: method.id: choose from ${methodIds.join(', ')}; mend it and drop it again`,
  );
});

test('a file goes by its path in the folder that was dropped', () => {
  expect(namedBlob(new File([], 'a.png')).name).toBe('a.png');
  expect(namedBlob(Object.assign(new File([], 'a.png'), { path: './pets/cat/a.png' })).name).toBe('pets/cat/a.png');
});

test('a file that is handed over can be read for a minute, also where a person is asked first', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const clicked: string[] = [];
  const link = { href: '', download: '', click: () => clicked.push(link.href, link.download) };
  vi.stubGlobal('document', { createElement: () => link });
  save('notes.txt', 'text');
  expect(clicked).toEqual([expect.stringMatching(/^blob:/), 'notes.txt']);
  vi.advanceTimersByTime(59_000);
  expect(await (await fetch(link.href)).text()).toBe('text');
  vi.advanceTimersByTime(1000);
  await expect(fetch(link.href)).rejects.toThrow();
});
