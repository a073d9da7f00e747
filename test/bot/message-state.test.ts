import { expect, it, onTestFinished } from 'vitest';
import { createMessageStateStore } from '../../src/bot/message-state.ts';
import { newListPanel } from '../../src/commands/lists/list-panel-state.ts';
import { findOrMakeKeys, openStore, type PanelRecord } from '../../src/storage/index.ts';

const hour = 3600_000;

async function start() {
  const time = { now: 1_000_000_000_000 };
  const store = await openStore({
    path: ':memory:',
    ...(await findOrMakeKeys(':memory:')),
    now: () => time.now,
  });
  onTestFinished(() => store.close());
  const panels = createMessageStateStore(store.panels);
  return { panels, time };
}

const panel: PanelRecord = newListPanel(100001, { list: 'fans', of: 100001 });

it('a panel is there for a day after it was last used', async () => {
  const { panels, time } = await start();
  await panels.put(1, 10, panel);
  time.now += 23 * hour;
  await panels.put(1, 10, { ...panel, page: 2 });
  time.now += 23 * hour;
  expect(await panels.get(1, 10)).toMatchObject({ page: 2 });
  time.now += 2 * hour;
  expect(await panels.get(1, 10)).toBeUndefined();
  expect(await panels.get(2, 10)).toBeUndefined();
});

it('who presses a button as soon as it is there finds what it stands for', async () => {
  const { panels } = await start();
  const pressed = Promise.withResolvers<PanelRecord | undefined>();
  const sent = panels.send(
    1,
    async () => {
      setImmediate(() => pressed.resolve(panels.get(1, 10)));
      await new Promise((resolve) => setImmediate(resolve));
      return 10;
    },
    panel,
  );
  expect(await pressed.promise).toEqual(panel);
  expect(await sent).toBe(10);
  expect(await panels.remove(1, 10)).toBe(true);
});

it('a message that could not be sent holds up nobody', async () => {
  const { panels } = await start();
  const sent = panels.send(1, () => Promise.reject(new Error('the chat is gone')), panel);
  await expect(sent).rejects.toThrow('the chat is gone');
  expect(await panels.get(1, 10)).toBeUndefined();
});
