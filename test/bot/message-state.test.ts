import { expect, it, onTestFinished } from 'vitest';
import { createMessageState } from '../../src/bot/message-state.ts';
import { newPanel } from '../../src/commands/lists/panel-state.ts';
import { findKeys, openStore, type PanelRecord } from '../../src/storage/index.ts';

const hour = 3600_000;

async function start() {
  const store = await openStore({ path: ':memory:', ...(await findKeys(':memory:')) });
  onTestFinished(() => store.close());
  const time = { now: 1_000_000_000_000 };
  const panels = createMessageState(store.panels, () => time.now);
  const kept = async () => {
    const keys: string[] = [];
    for await (const [key] of store.panels.all()) keys.push(key);
    return keys;
  };
  return { panels, time, kept };
}

const panel: PanelRecord = newPanel(100001, { list: 'fans', of: 100001 }, 0);

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

it('old panels are swept out by later ones, some at a time', async () => {
  const { panels, time, kept } = await start();
  for (let message = 1; message <= 501; message += 1) await panels.put(1, message, panel);
  time.now += 12 * hour;
  await panels.put(2, 1, panel);
  time.now += 13 * hour;
  await panels.put(2, 2, panel);
  expect(await kept()).toHaveLength(3);
  await panels.put(2, 3, panel);
  expect(await kept()).toHaveLength(4);
  time.now += 2 * hour;
  await panels.put(2, 3, panel);
  expect(await kept()).toEqual(['2:1', '2:2', '2:3']);
});
