import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TelegramRefused } from '../../playground/telegram/index.ts';
import { cookieLine, loginByCookie, startGuanxi } from '../support/guanxi.ts';
import { startProgram } from '../support/program.ts';

describe('the program as a process', () => {
  it('says in one line each what is wrong with its settings, and ends with 1', async () => {
    const program = startProgram({ BOT_TOKEN: 'nonsense', LANGUAGE: 'fr', READ_SPACING: '-1' });
    expect(await program.ended).toEqual({ code: 1, signal: null });
    for (const name of ['BOT_TOKEN', 'LANGUAGE', 'READ_SPACING'])
      expect(program.output()).toMatch(new RegExp(`^${name}: `, 'mu'));
    expect(program.output()).not.toContain('nonsense');
  });

  it('says without a token how to get one, and that the playground needs none', async () => {
    const program = startProgram({});
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(program.output()).toMatch(/@BotFather.*npm run playground/su);
  });

  it('ends with 2 when Telegram does not know the token', async () => {
    const { env } = await startGuanxi({ withoutBot: true });
    const program = startProgram({ ...env, BOT_TOKEN: '1:wrong' });
    expect(await program.ended).toEqual({ code: 2, signal: null });
    expect(program.output()).toContain('does not accept BOT_TOKEN');
    expect(program.output()).not.toContain('1:wrong');
  });

  it('ends with 2 when Telegram turns it away while it runs', async () => {
    const { env, telegram, person } = await startGuanxi({ withoutBot: true });
    const program = startProgram(env);
    await telegram.polled();
    telegram.faults.failNext('getUpdates', new TelegramRefused(401, 'Unauthorized'));
    await person('Alice').send('/help');
    expect(await program.ended).toEqual({ code: 2, signal: null });
    expect(program.output()).toContain('does not accept BOT_TOKEN (401 Unauthorized)');
  });

  it('ends with 2 and keeps its hands off a store that it cannot read', async () => {
    const { env } = await startGuanxi({ withoutBot: true });
    const program = startProgram({ ...env, STORE_URL: 'sqlite:///dev/null/guanxi.sqlite' });
    expect(await program.ended).toEqual({ code: 2, signal: null });
    expect(program.output()).toContain('/dev/null/guanxi.sqlite');
  });

  it.each(['', 'with keys'])(
    'ends with 2 where no folder can be made, however that is said %s',
    async (keys) => {
      const { env } = await startGuanxi({ withoutBot: true });
      const program = startProgram({
        ...env,
        STORE_URL: 'sqlite:///proc/guanxi/guanxi.sqlite',
        ...(keys && { SECRET_KEYS: `a:${Buffer.alloc(32, 1).toString('base64')}` }),
      });
      expect(await program.ended).toEqual({ code: 2, signal: null });
      expect(program.output()).toContain('/proc/guanxi/guanxi.sqlite');
    },
  );

  it('prints the claim link when nobody is its admin, and stops cleanly on SIGTERM', async () => {
    const { env } = await startGuanxi({ withoutBot: true });
    const program = startProgram({ ...env, ADMINS: '' });
    await program.printed('?start=claim_');
    expect(await program.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  it('can be stopped while Telegram is not there yet', async () => {
    const { env } = await startGuanxi({ withoutBot: true });
    const program = startProgram({ ...env, TELEGRAM_API_ROOT: 'http://127.0.0.1:9', LOG_LEVEL: 'warn' });
    await program.printed('cannot be reached yet');
    expect(await program.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  });
});

it('after kill -9 the session is still there, and nothing of it stands in clear in any file or line of the log', {
  tags: 'sqlite',
}, async () => {
  const { env, world, telegram, person } = await startGuanxi({ withoutBot: true });
  const settings = { ...env, LOG_LEVEL: 'trace' };
  const { cookies, refreshToken } = world.login(100001);
  const alice = person('Alice');
  const first = startProgram(settings);
  await telegram.polled();
  await loginByCookie(alice, cookies);
  await alice.send('/login');
  await alice.press('粘贴 Cookie');
  await alice.see('F12');
  await alice.send(`SESSDATA=half-a-secret; ${cookieLine({ bili_jct: 'other-secret' })}`);
  await alice.see('不认这个 Cookie');
  expect((await first.kill('SIGKILL')).signal).toBe('SIGKILL');

  const second = startProgram(settings);
  await alice.send('/cancel');
  await alice.see('已取消');
  await alice.send('/me');
  await alice.see('UID 100001');
  await alice.send('/follow 100002');
  await alice.see('✅ 已关注');
  expect(await second.kill('SIGTERM')).toEqual({ code: 0, signal: null });

  const folder = dirname(env.STORE_URL?.replace('sqlite://', '') ?? '');
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => ({
      name,
      text: await readFile(join(folder, name), 'latin1'),
    })),
  );
  const places = [
    ...files,
    { name: 'first output', text: first.output() },
    { name: 'second output', text: second.output() },
  ];
  const secrets = [
    cookies.SESSDATA,
    cookies.bili_jct,
    refreshToken,
    env.BOT_TOKEN?.split(':')[1],
    'half-a-secret',
    'other-secret',
  ];
  for (const { name, text } of places) {
    for (const secret of secrets) expect(text.includes(secret ?? ''), `${secret} in ${name}`).toBe(false);
  }
});

it.each(['picture', 'text'])(
  'a code that kill -9 has left behind (%s) gives way to a new one',
  async (kind) => {
    const { env, world, telegram, person, restart } = await startGuanxi({ withoutBot: true });
    const first = startProgram(env);
    await telegram.polled();
    const alice = person('Alice');
    if (kind === 'text') telegram.faults.failNext('sendPhoto', new TelegramRefused(404, 'Not Found'));
    await alice.send('/login');
    await alice.press('扫码登录');
    const left = await alice.see('三分钟内有效');
    await first.kill('SIGKILL');
    await restart();
    await alice.press('换一张', left);
    await alice.see('请用手机');
    expect(alice.now(left)).toBeUndefined();
    const code = world.qr.pending().at(-1);
    world.qr.scan(code?.key ?? '', 100001);
    world.qr.confirm(code?.key ?? '');
    await alice.see('已登录');
  },
);

it('starts at a Telegram that knows nothing of webhooks and menus', async () => {
  const { env, telegram, person } = await startGuanxi({ withoutBot: true });
  const unknown = new TelegramRefused(404, 'Not Found');
  for (const method of ['deleteWebhook', 'setMyCommands'])
    telegram.faults.failNext(method, unknown, { times: 20 });
  startProgram(env);
  const alice = person('Alice');
  await alice.send('/help');
  await alice.see('全部命令');
});

describe('while a call of the start hangs', () => {
  it.each(['getMe', 'deleteWebhook'])('the program can be stopped (%s)', async (method) => {
    const { env, telegram } = await startGuanxi({ withoutBot: true });
    telegram.faults.failNext(method, 'hang');
    const program = startProgram({ ...env, LOG_LEVEL: 'info', SECRET_KEYS: `k:${'A'.repeat(43)}=` });
    await expect.poll(() => telegram.calls(method), { timeout: 10_000 }).toHaveLength(1);
    expect(await program.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(program.output()).toBe('');
  });

  it('the bot answers already, if it only lacks the menus, and can be stopped', async () => {
    const { env, telegram, person } = await startGuanxi({ withoutBot: true });
    telegram.faults.failNext('setMyCommands', 'hang');
    const program = startProgram(env);
    const alice = person('Alice');
    await alice.send('/help');
    await alice.see('全部命令');
    expect(await program.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  });
});

it.each(['SIGTERM', 'SIGKILL'] as const)(
  'started by npm, it ends in order when npm ends by %s',
  async (signal) => {
    const { env } = await startGuanxi({ withoutBot: true });
    const npm = spawn('npm', ['start'], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    // That is when the last process with this output is gone: the program, and not npm alone.
    const gone = once(npm, 'close');
    await new Promise<void>((resolve) => {
      npm.stdout.on('data', (text) => String(text).includes('guanxi runs as') && resolve());
    });
    npm.kill(signal);
    await gone;
    const next = startProgram(env);
    await next.printed('guanxi runs as');
  },
);
