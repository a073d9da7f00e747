import { expect, it, onTestFinished, vi } from 'vitest';
import { startTelegram } from '../../../playground/telegram/index.ts';
import { catalogues } from '../../../src/bot/text/index.ts';
import { createJobMessages } from '../../../src/commands/bulk/job-messages.ts';
import type { Job } from '../../../src/jobs/index.ts';
import { createApi } from '../../../src/telegram/client.ts';
import { createTestClock } from '../../support/clock.ts';

const interval = 3000;

/** A board, the chat it writes into, and the message of a job. */
async function setUp() {
  const server = await startTelegram();
  onTestFinished(() => server.close());
  const alice = server.telegram.actor({ firstName: 'Alice' });
  const api = createApi(server.telegram.token, { apiRoot: server.root });
  const { message_id } = await api.sendMessage(alice.chat, 'job');
  const clock = createTestClock();
  const errors: unknown[] = [];
  const jobMessages = createJobMessages({
    api,
    clock,
    pace: { read: 0, write: 0 },
    interval,
    localeOf: async () => ({ texts: catalogues.en, timezone: 'UTC' }),
    onError: (error) => errors.push(error),
  });
  const job = (done: number): Job => ({
    id: 1,
    action: 'follow',
    chat: alice.chat,
    user: alice.user.id,
    mid: 5,
    withSpecial: false,
    state: 'running',
    madeAt: 0,
    todo: [99],
    alone: [],
    changed: Array.from({ length: done }, (_, index) => index + 1),
    found: [],
    failures: [],
    skipped: { self: [], already: [], blocked: [], special: [], notFollowed: [] },
    groups: {},
    ungrouped: [],
    groupFailures: [],
    message: { chat: alice.chat, message: message_id },
  });
  return { ...server, alice, jobMessages, clock, errors, job };
}

it('changes a message at once, then at most every three seconds, and always ends with the newest state', async () => {
  const { telegram, alice, jobMessages, clock, job } = await setUp();
  jobMessages.update(job(1));
  await alice.see('Done 1');
  await vi.waitFor(() => expect(clock.sleepers).toBe(1));
  for (const done of [2, 3, 4]) jobMessages.update(job(done));
  await clock.advance(interval - 1);
  expect(telegram.calls('editMessageText')).toHaveLength(1);
  await clock.advance(1);
  await alice.see('Done 4');
  expect(telegram.calls('editMessageText')).toHaveLength(2);
});

it('a message that is gone, or a user who blocked the bot, concerns nobody', async () => {
  const { telegram, alice, jobMessages, clock, errors, job } = await setUp();
  telegram.block(alice.user);
  jobMessages.update(job(1));
  await jobMessages.stop();
  await clock.advance(interval);
  expect(errors).toEqual([]);
});
