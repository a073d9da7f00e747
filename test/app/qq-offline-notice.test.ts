import { GrammyError } from 'grammy';
import { expect, it } from 'vitest';
import type { ChatPlatform } from '../../src/app/chat-platform.ts';
import { createQQOfflineNotice } from '../../src/app/qq-offline-notice.ts';
import { catalogues } from '../../src/bot/text/index.ts';
import { createLog } from '../../src/log.ts';
import { createTestClock } from '../support/clock.ts';

const { offline: qqOffline, online: qqOnline } = catalogues.zh.qqOffline;
const [admin, other, onQQ, elsewhere] = [7, 8, 2 ** 44 + 10_001, 2 ** 46 + 1];

/** A notice, what was sent to whom, and what becomes of the next messages. */
function setUp(admins = [admin]) {
  const clock = createTestClock();
  const sent: [number, string][] = [];
  const failures: unknown[] = [];
  const telegram = {
    hasChat: (chat: number) => chat < 2 ** 44,
    api: {
      async sendMessage(chat: number, text: string) {
        const failure = failures.shift();
        if (failure !== undefined) throw failure;
        sent.push([chat, text]);
      },
    },
  } as unknown as ChatPlatform;
  const qq = { hasChat: (chat: number) => chat >= 2 ** 44 && chat < 2 ** 45 } as ChatPlatform;
  const stop = new AbortController();
  const tell = createQQOfflineNotice(
    {
      clock,
      log: createLog({ level: 'silent' }),
      localeOf: async () => ({ texts: catalogues.zh, timezone: 'UTC' }),
    },
    qq,
    [telegram, qq],
    { admins },
    stop.signal,
  );
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    tell,
    sent,
    failures,
    stop: () => stop.abort(),
    settle,
    async pass(ms: number) {
      await settle();
      await clock.advance(ms);
      await settle();
    },
  };
}

const refused = (code: number) =>
  new GrammyError('refused', { ok: false, error_code: code, description: 'refused' }, 'sendMessage', {});

it('tells each admin on another platform that the settings name, in order, once', async () => {
  const { tell, sent, settle } = setUp([admin, onQQ, elsewhere, other]);
  tell(false);
  tell(false);
  await settle();
  tell(true);
  await settle();
  expect(sent).toEqual([
    [admin, qqOffline],
    [other, qqOffline],
    [admin, qqOnline],
    [other, qqOnline],
  ]);
});

it('tries again until it arrives, while Telegram cannot be reached', async () => {
  const { tell, sent, failures, pass } = setUp();
  failures.push(new Error('no network'), new Error('no network'), refused(502));
  tell(false);
  await pass(10_000);
  await pass(60_000);
  expect(sent).toEqual([]);
  await pass(600_000);
  expect(sent).toEqual([[admin, qqOffline]]);
});

it('does not tell of what is over by the time it could', async () => {
  const { tell, sent, failures, pass, settle } = setUp();
  failures.push(new Error('no network'));
  tell(false);
  await settle();
  tell(true);
  await pass(10_000);
  await pass(600_000);
  expect(sent).toEqual([]);
});

it.each([400, 403])('gives up with who takes no messages (%i)', async (code) => {
  const { tell, sent, failures, pass } = setUp();
  failures.push(refused(code));
  tell(false);
  await pass(600_000);
  expect(sent).toEqual([]);
  tell(true);
  await pass(0);
  expect(sent).toEqual([[admin, qqOnline]]);
});

it('tries nothing more once the program stops', async () => {
  const { tell, sent, failures, pass, stop, settle } = setUp();
  failures.push(new Error('no network'));
  tell(false);
  await settle();
  stop();
  await pass(600_000);
  expect(sent).toEqual([]);
});
