import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startTelegram } from '../../../playground/telegram/index.ts';
import { catalogues } from '../../../src/bot/text/index.ts';
import { systemClock } from '../../../src/clock.ts';
import {
  createJobMessageUpdater,
  type JobMessageUpdaterDeps,
} from '../../../src/commands/bulk/job-message-updater.ts';
import { createJobForecasts, type Job, type Jobs } from '../../../src/jobs/index.ts';
import { createApi } from '../../../src/telegram/grammy-client-options.ts';
import { createTelegramPlatform } from '../../../src/telegram/traits-and-send-rates.ts';
import { lifeUntil, owner, startSite } from '../../jobs/site.ts';
import { createTestClock } from '../../support/clock.ts';
import { labels } from '../../support/guanxi.ts';
import { patience } from '../../support/patience.ts';

const interval = 3000;
type Port = JobMessageUpdaterDeps['jobs'];

/** A chat, and the messages of jobs in it. */
async function startChat() {
  const server = await startTelegram();
  onTestFinished(() => server.close());
  const alice = server.telegram.actor({ firstName: 'Alice' });
  const api = createApi(server.telegram.token, { apiRoot: server.root, retries: 0 });
  const clock = createTestClock();
  const errors: unknown[] = [];
  const quota = { daily: 100, left: async () => 100, renewsAt: () => clock.now() + 3600_000 };
  const messagesOf = (jobs: Port, changes: Partial<JobMessageUpdaterDeps> = {}) =>
    createJobMessageUpdater({
      clientOf: () => ({ platform: createTelegramPlatform(), api, apiWithoutRetries: api }),
      jobs,
      forecastOf: createJobForecasts({ quota, pace: { read: 0, write: 0 }, now: clock.now }),
      clock,
      interval,
      localeOf: async () => ({ texts: catalogues.en, timezone: 'UTC' }),
      onError: (error) => errors.push(error),
      ...changes,
    });
  return { ...server, alice, api, clock, errors, messagesOf };
}

/** One job, kept in memory as `Jobs` would keep it, with a message that shows it. */
async function setUp() {
  const chat = await startChat();
  const { alice, api } = chat;
  await api.sendMessage(alice.chat, 'job');
  const message = await alice.see('job');
  let kept: Job = {
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
    changed: [],
    found: [],
    failures: [],
    skipped: { self: [], already: [], blocked: [], special: [], notFollowed: [] },
    groups: {},
    ungrouped: [],
    groupFailures: [],
    message: { chat: alice.chat, message: message.message_id },
  };
  const jobs: Port = {
    get: async () => kept,
    markTold: async (_, message) => {
      const { untold: _untold, ...told } = kept;
      kept = { ...told, waitTold: true, ...(message && { message }) };
    },
  };
  const jobMessages = chat.messagesOf(jobs);
  return {
    ...chat,
    old: message,
    jobMessages,
    jobOf: () => kept,
    /** The message that a job was told of in, once it was. */
    async told() {
      await vi.waitUntil(() => kept.message?.message !== message.message_id);
      return alice.last();
    },
    /** The job changes, and is announced. */
    change(changes: Partial<Job>) {
      kept = { ...kept, ...changes };
      jobMessages.update(kept);
    },
    done: (count: number) => ({ changed: Array.from({ length: count }, (_, index) => index + 1) }),
  };
}

it('changes a message at once, then at most every three seconds, and always ends with the newest state', async () => {
  const { telegram, alice, change, done, clock } = await setUp();
  change(done(1));
  await alice.see('Done 1');
  await vi.waitFor(() => expect(clock.sleepers).toBe(1));
  for (const count of [2, 3, 4]) change(done(count));
  await clock.advance(interval - 1);
  expect(telegram.calls('editMessageText')).toHaveLength(1);
  await clock.advance(1);
  await alice.see('Done 4');
  expect(telegram.calls('editMessageText')).toHaveLength(2);
});

it('a message that is gone, or a user who blocked the bot, concerns nobody', async () => {
  const { telegram, alice, change, done, jobMessages, clock, errors, jobOf } = await setUp();
  telegram.block(alice.user);
  change(done(1));
  await vi.waitFor(() => expect(clock.sleepers).toBe(1));
  change({ state: 'done', untold: true });
  await clock.advance(interval);
  await jobMessages.stop();
  expect(errors).toEqual([]);
  expect(jobOf().untold).toBeUndefined();
});

describe('what became of a job', () => {
  it.each([
    ['done', 'Done.', 'Done 3 · Failed 0 · Left 0', ['Undo']],
    ['resting', 'risk control', 'Done 3', ['Resume', 'Undo']],
    ['failed', 'Stopped: ', 'Done 3', ['Resume', 'Undo']],
  ] as const)(
    'is told once, in a new message without a sound: %s',
    async (state, words, numbers, buttons) => {
      const { telegram, alice, old, change, done, clock, told } = await setUp();
      change({ ...done(3), state, todo: state === 'done' ? [] : [99], untold: true });
      const message = await told();
      for (const part of [words, numbers]) expect(message.text).toContain(part);
      expect(labels(message).flat()).toEqual(buttons);
      expect(telegram.calls('sendMessage').at(-1)?.params).toMatchObject({ disable_notification: true });
      const left = alice.now(old);
      expect(left?.text).toBe(message.text);
      expect(labels(left ?? {})).toEqual([]);
      const sent = telegram.calls('sendMessage').length;
      change({});
      await clock.advance(interval);
      change({ state: 'running' });
      await clock.advance(interval);
      expect(telegram.calls('sendMessage')).toHaveLength(sent);
    },
  );

  it('that it waits for the next day is told once, however many days it is', async () => {
    const { telegram, alice, change, done, clock, told } = await setUp();
    change({ ...done(3), state: 'waiting', until: 0 });
    const message = await told();
    expect(message.text).toContain('resumes on its own');
    expect(labels(message).flat()).toEqual(['Stop']);
    const sent = telegram.calls('sendMessage').length;
    await vi.waitFor(() => expect(clock.sleepers).toBe(1));
    change({ ...done(50), state: 'running' });
    await clock.advance(interval);
    change({ ...done(60), state: 'waiting', until: 86_400_000 });
    await clock.advance(interval);
    const edited = await alice.see('Done 60');
    expect(edited.message_id).toBe(message.message_id);
    expect(telegram.calls('sendMessage')).toHaveLength(sent);
  });

  it('is not told when the user stopped it, who sees it stop', async () => {
    const { telegram, alice, change, clock } = await setUp();
    change({ state: 'stopped' });
    await alice.see('Stopped.');
    await clock.advance(interval);
    expect(telegram.calls('sendMessage')).toHaveLength(1);
  });

  it('is told when the chat can be reached again', async () => {
    const { telegram, alice, change, clock, errors } = await setUp();
    telegram.faults.failNext('sendMessage', 'reset');
    change({ state: 'done', todo: [], untold: true });
    await vi.waitFor(() => expect(errors).toHaveLength(1), 10_000);
    await clock.advance(60_000);
    await alice.see('Done.');
  });

  it('killed at any moment of it, it is told at least once, and once more a crash at most', async () => {
    const told: number[] = [];
    let moment = 1;
    for (let over = true; over; moment += 1) {
      const { telegram, root, alice, api, messagesOf } = await startChat();
      const site = await startSite();
      const work = await site.plan('follow', site.people(1));
      const life = lifeUntil(moment);
      const here = { ...owner, chat: alice.chat, user: alice.user.id };
      const listen = (jobs: Jobs, through: typeof api) =>
        jobs.onChange(
          messagesOf(jobs, {
            clock: systemClock,
            interval: 1,
            clientOf: () => ({
              platform: createTelegramPlatform(),
              api: through,
              apiWithoutRetries: through,
            }),
          }).update,
        );
      const dying = createApi(telegram.token, { apiRoot: root, retries: 0 });
      // Who is dead sends nothing more.
      dying.config.use((call, method, payload, signal) =>
        life.over ? new Promise(() => undefined) : call(method, payload, signal),
      );
      const first = site.engine(life);
      listen(first.jobs, dying);
      const begun = first.jobs.start(work, here);
      const isTold = async () => {
        const [job] = await site.engine().jobs.list(alice.chat);
        return job?.state === 'done' && job.untold === undefined;
      };
      const untilTold = begun.then(() => vi.waitUntil(isTold, { timeout: patience }));
      await Promise.race([life.ended, untilTold.catch(() => undefined)]);
      over = life.over;
      const second = site.engine();
      listen(second.jobs, api);
      if (over) await second.jobs.recover();
      const [job] = await second.jobs.list(alice.chat);
      if (job === undefined) continue;
      await vi.waitUntil(isTold, { timeout: patience });
      told.push(telegram.calls('sendMessage').length);
    }
    expect(new Set(told)).toEqual(new Set([1, 2]));
    expect(told.filter((times) => times === 2).length).toBeLessThanOrEqual(2);
  }, 60_000);
});
