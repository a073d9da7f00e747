import { expect, it } from 'vitest';
import { createNotes } from '../../src/people/notes.ts';
import { openStore } from '../../src/storage/index.ts';

/** The notes of two private chats, the number of one being the beginning of the other's. */
async function notesOfTwo() {
  const store = await openStore({ path: ':memory:', keys: [{ id: 'a', key: Buffer.alloc(32) }] });
  let at = 0;
  const notesOf = createNotes(store.notes, () => ++at);
  return { alice: notesOf(1), bob: notesOf(12) };
}

it('notes of one chat are nobody else’s', async () => {
  const { alice, bob } = await notesOfTwo();
  await alice.write(23, '老同学');
  await bob.write(3, '邻居');
  expect(await alice.all()).toEqual(new Map([[23, '老同学']]));
  expect(await bob.all()).toEqual(new Map([[3, '邻居']]));
  expect(await bob.on([3, 23])).toEqual(new Map([[3, '邻居']]));
  expect(await alice.matching('邻居')).toEqual([]);
  expect(await bob.remove(23)).toBe(false);
});

it('a text is found whatever its case and width, the latest note first', async () => {
  const { alice } = await notesOfTwo();
  await alice.write(5, 'My CAT');
  await alice.write(6, 'ｃａｔ 2');
  await alice.write(7, 'dog');
  expect(await alice.matching('Cat')).toEqual([6, 5]);
  await alice.write(5, 'the cat again');
  expect(await alice.matching('ＣＡＴ')).toEqual([5, 6]);
  expect(await alice.remove(5)).toBe(true);
  expect(await alice.matching('cat')).toEqual([6]);
});
