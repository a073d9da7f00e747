import { expect, onTestFinished, test } from 'vitest';
import { sweepRecords } from '../../src/app/sweep-records.ts';
import { readConfig } from '../../src/config.ts';
import { openidIds } from '../../src/qq/gateway/chat-ids.ts';
import { createOpenidTable } from '../../src/qq/gateway/openid-table.ts';
import { openStore } from '../../src/storage/index.ts';
import { storeKey } from '../storage/store-key.ts';
import { createTestClock } from '../support/clock.ts';

test('of openids those with a chat record, those that claimed the bot and those of the settings stay', async () => {
  const clock = createTestClock();
  const store = await openStore({ path: ':memory:', keys: [storeKey], now: clock.now });
  onTestFinished(() => store.close());
  const read = readConfig({ BOT_TOKEN: '1:a', ADMINS: 'qq:admin', ALLOWED_USERS: 'qq:allowed' });
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  const ids = openidIds(createOpenidTable(store, clock.now));
  const chats = new Map<string, number>();
  for (const name of ['admin', 'allowed', 'claimed', 'recorded', 'stranger'])
    chats.set(name, await ids.idOf({ kind: 'person', id: name }));
  for (const name of ['linked', 'silent', 'latest'])
    chats.set(name, await ids.idOf({ kind: 'group', id: name }));
  for (const name of ['recorded', 'linked'])
    await store.chats.update(String(chats.get(name)), () => ({ sessions: [] }));
  await store.access.update('admins', () => ({ admins: [chats.get('claimed') ?? 0] }));
  await clock.advance(61 * 86_400_000);
  await sweepRecords({ store, config: read.config, clock });
  const kept: string[] = [];
  for (const [name, chat] of chats) if ((await ids.targetOf(chat)) !== undefined) kept.push(name);
  expect(kept).toEqual(['admin', 'allowed', 'claimed', 'recorded', 'linked', 'latest']);
});
