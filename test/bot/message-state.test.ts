import { expect, it, onTestFinished } from 'vitest';
import { createMessageState } from '../../src/bot/message-state.ts';
import { newPanel } from '../../src/commands/lists/panel-state.ts';
import { findKeys, openStore, type PanelRecord } from '../../src/storage/index.ts';

const hour = 3600_000;

async function start() {
  const time = { now: 1_000_000_000_000 };
  const store = await openStore({ path: ':memory:', ...(await findKeys(':memory:')), now: () => time.now });
  onTestFinished(() => store.close());
  const panels = createMessageState(store.panels);
  return { panels, time };
}

const panel: PanelRecord = newPanel(100001, { list: 'fans', of: 100001 });

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
