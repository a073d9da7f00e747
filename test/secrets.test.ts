import { randomBytes } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inspect } from 'node:util';
import { Api, BotError } from 'grammy';
import { describe, expect, it, onTestFinished } from 'vitest';
import { TelegramRefused, tooManyRequests } from '../playground/telegram/index.ts';
import { formatConfigErrors, readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { openStore } from '../src/storage/index.ts';
import { telegramFetch } from '../src/telegram/fetch.ts';
import { type Actor, cookieLine, type Guanxi, startGuanxi } from './support/guanxi.ts';
import { startHttpProxy } from './support/http-proxy.ts';
import { type Program, startProgram } from './support/program.ts';

const planted = {
  sealKey: randomBytes(32).toString('base64'),
  webhookSecret: 'planted-webhook-secret-0123456789',
  unknownCookie: 'planted%2C1789012345%2Cunknown%2Acc',
  unknownCsrf: 'plantedcsrf0123456789abcdef01234',
  proxyPassword: 'planted:proxy/password',
  unknownKey: 'plantedaccesskey0123456789abcdef',
};

/** The beginning of a secret in the forms in which it may turn up, in small letters: a text that was cut has leaked, too. */
function formsOf(secret: string): string[] {
  const decoded = decodeURIComponent(secret);
  const forms = [secret, decoded, encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
  return forms.map((form) => form.slice(0, 14).toLowerCase());
}

/** The whole program at LOG_LEVEL=trace, and three people: each logs in another way. */
async function setStage() {
  const proxy = await startHttpProxy({ user: 'guanxi', password: planted.proxyPassword });
  onTestFinished(() => proxy.close());
  const guanxi = await startGuanxi({
    withoutBot: true,
    env: {
      LOG_LEVEL: 'trace',
      SECRET_KEYS: `planted:${planted.sealKey}`,
      WEBHOOK_SECRET: planted.webhookSecret,
      HTTP_PORT: '0',
      EGRESS: proxy.url,
    },
  });
  const { env, world, telegram, person } = guanxi;
  const login = world.login(100001);
  const accessKey = world.accessKey(100002);
  const secrets = new Set([
    ...Object.values(planted),
    env.BOT_TOKEN?.split(':')[1] ?? '',
    login.cookies.SESSDATA ?? '',
    login.cookies.bili_jct ?? '',
    login.refreshToken,
    accessKey,
  ]);
  const [alice, bob, carol] = [person('Alice', 'en'), person('Bob', 'en'), person('Carol', 'en')];
  const programs: Program[] = [];
  const run = () => {
    const program = startProgram(env);
    programs.push(program);
    return program;
  };
  /** What the programs answered to who watches over them. */
  const reports: string[] = [];
  const report = async () => {
    const address = /http:\/\/[\d.]+:\d+(?=\/healthz)/u.exec(programs.at(-1)?.output() ?? '')?.[0];
    if (address === undefined || programs.at(-1)?.child.exitCode !== null) return;
    const answers = ['/metrics', '/healthz'].map(async (path) => (await fetch(address + path)).text());
    reports.push(...(await Promise.all(answers)));
  };
  return { ...guanxi, login, accessKey, secrets, alice, bob, carol, programs, run, found, reports };

  /** In which place which secret stands; nowhere, if all is well. */
  async function found(): Promise<string[]> {
    // Of whoever is logged in by now, too, by whatever way.
    for (const mid of [100001, 100003])
      for (const session of world.site.sessions.of(mid))
        for (const secret of [session.sessdata, session.csrf, session.refreshToken]) secrets.add(secret);
    const places = new Map<string, string>();
    for (const [index, program] of programs.entries()) places.set(`output ${index + 1}`, program.output());
    for (const [index, { method, params }] of telegram.calls().entries())
      places.set(`call ${index + 1} ${method}`, JSON.stringify(params));
    for (const { chat } of [alice, bob, carol]) {
      const history = telegram.history(chat);
      places.set(`chat ${chat}`, JSON.stringify(history));
      for (const { document } of history) {
        const file = document && telegram.state.files.get(document.file_id);
        if (file) places.set(`document ${document.file_name}`, Buffer.from(file.bytes).toString('latin1'));
      }
    }
    await report();
    places.set('health and metrics', reports.join('\n'));
    const folder = dirname(env.STORE_URL?.replace('sqlite://', '') ?? '');
    for (const name of await readdir(folder)) places.set(name, await readFile(join(folder, name), 'latin1'));
    return [...places].flatMap(([place, text]) =>
      [...secrets]
        .filter((secret) => formsOf(secret).some((form) => text.toLowerCase().includes(form)))
        .map((secret) => `${secret} in ${place}`),
    );
  }
}

type Stage = Awaited<ReturnType<typeof setStage>>;

/** What has leaked somewhere once, in this program or another, and how it is brought about. They run one after another, no more than a person may do in a minute. */
const leaks: { what: string; provoke(stage: Stage): Promise<unknown> }[] = [
  {
    what: 'a login by cookie, answered to a question: what a conversation hears is stored',
    async provoke({ alice, login }) {
      await alice.send('/login');
      await alice.press('Paste cookie');
      await alice.see('F12');
      await alice.send(`SESSDATA=${planted.unknownCookie}; bili_jct=${planted.unknownCsrf}`);
      await alice.see('does not accept');
      await alice.send(cookieLine(login.cookies));
      await alice.see('✅');
    },
  },
  {
    what: 'a login by access_key, with its name and without',
    async provoke({ bob, accessKey }) {
      await bob.send('/login');
      await bob.press('access_key');
      await bob.see('access_key');
      await bob.send(`access_key=${planted.unknownKey}`);
      await bob.see('does not accept');
      await bob.send(accessKey);
      await bob.see('✅');
    },
  },
  {
    what: 'a login by QR code, scanned while the site is in trouble',
    async provoke({ carol, world }) {
      await carol.send('/login');
      await carol.press('QR code');
      await carol.see('Scan this');
      world.faults.set('qrcode/poll', { kind: 'cut' }, { times: 1 });
      const [code] = world.qr.pending();
      world.qr.scan(code?.key ?? '', 100003);
      world.qr.confirm(code?.key ?? '');
      await carol.see('✅');
    },
  },
  {
    what: 'secrets where none were asked for: after commands, under a document, in a group name',
    async provoke({ alice }) {
      const line = `SESSDATA=${planted.unknownCookie}; bili_jct=${planted.unknownCsrf}`;
      for (const text of [
        `/follow ${line}`,
        `/search ${line}`,
        `/help ${line}`,
        `/groups new ${line}`,
        line,
      ]) {
        await said(alice, () => alice.send(text));
      }
      await said(alice, () => alice.send(`/import access_key=${planted.unknownKey}`));
      const document = { name: 'people.txt', content: line };
      await said(alice, () => alice.send(`/import ${line}`, { document }));
      await alice.send('/cancel');
    },
  },
  ...['-400', '-101', '22999', '-111'].map((code) => ({
    what: `a refusal ${code} that sends back what it was sent`,
    async provoke({ alice, bob, world, login, accessKey }: Stage) {
      const message = `${cookieLine(login.cookies)} ${accessKey} ${login.refreshToken}`;
      for (const path of ['x/web-interface/card', 'x/relation/modify'])
        world.faults.set(path, { kind: 'code', code: Number(code), message });
      for (const person of [alice, bob]) {
        await said(person, () => person.send('100004'));
        await said(person, () => person.send('/follow 100004'));
      }
      world.faults.clear();
    },
  })),
  ...(
    [
      ['x/web-interface/card', { kind: 'http', status: 502 }],
      ['x/relation/modify', { kind: 'cut' }],
      ['x/relation/modify', { kind: 'lost' }],
    ] as const
  ).map(([path, fault]) => ({
    what: `a site in trouble: ${fault.kind}`,
    async provoke({ alice, bob, world }: Stage) {
      // Reads are tried again after a while, so one person is enough for those.
      const people = path === 'x/relation/modify' ? [alice, bob] : [alice];
      world.faults.set(path, fault);
      for (const person of people) await said(person, () => person.send('/follow 100005'));
      world.faults.clear();
    },
  })),
  ...(
    [
      ['refuses with 429', tooManyRequests(0)],
      ['refuses with 500', new TelegramRefused(500, 'Internal Server Error')],
      ['answers with a page', 'html'],
      ['cuts the line', 'reset'],
      ['loses the answer', 'lost'],
    ] as const
  ).map(([how, failure]) => ({
    what: `Telegram ${how}`,
    async provoke({ carol, telegram }: Stage) {
      for (const method of ['sendMessage', 'sendPhoto', 'deleteMessage', 'answerCallbackQuery'])
        telegram.faults.failNext(method, failure);
      const pasted = await carol.send(`SESSDATA=${planted.unknownCookie}`);
      await carol.send('100004');
      await said(carol, () => carol.send('hello'));
      await carol.gone(pasted);
      telegram.faults.clear();
    },
  })),
  {
    what: 'a job, from its preview to its end',
    async provoke({ bob }) {
      await bob.send('/follow 100002 100003 100004');
      await bob.press('Start');
      await bob.see(/^Job[\s\S]*Done\./u);
    },
  },
  {
    what: 'an export',
    async provoke({ bob }) {
      await bob.send('/export');
      await bob.next(({ document }) => document !== undefined);
    },
  },
  {
    what: 'a crash, and the start after it',
    async provoke({ alice, programs, run }) {
      await programs.at(-1)?.kill('SIGKILL');
      run();
      await said(alice, () => alice.send('/me'));
    },
  },
  {
    what: 'an address that is blocked, and a login that has ended',
    async provoke({ alice, carol, world }) {
      world.expire(100003);
      await said(carol, () => carol.send('/me'));
      world.faults.set('x/web-interface/card', { kind: 'http412' });
      await said(alice, () => alice.send('100004'));
      world.faults.clear();
    },
  },
  {
    what: 'a logout that does not reach the site',
    async provoke({ alice }) {
      await alice.send('/logout');
      await alice.press('Confirm');
      await alice.see('erased');
    },
  },
  {
    what: 'a start whose token is wrong, and one without the key',
    async provoke({ env, programs }) {
      await programs.at(-1)?.kill('SIGTERM');
      const token = `${env.BOT_TOKEN}x`;
      const wrong = [
        startProgram({ ...env, BOT_TOKEN: token }),
        startProgram({ ...env, SECRET_KEYS: `other:${randomBytes(32).toString('base64')}` }),
        startProgram({
          ...env,
          SECRET_KEYS: planted.sealKey,
          BOT_TOKEN: 'x',
          WEBHOOK_SECRET: `${planted.webhookSecret}!`,
        }),
        startProgram(env, ['src/doctor/main.ts', '--extra']),
      ];
      programs.push(...wrong);
      for (const program of wrong) await program.ended;
    },
  },
];

/** Does something, and waits until the bot has said anything. */
async function said(person: Actor, act: () => Promise<unknown>): Promise<void> {
  person.skip();
  await act();
  await person.next();
}

it('no secret is in any line of the log, call, chat, document or file, whatever goes wrong', {
  timeout: 120_000,
}, async () => {
  const stage = await setStage();
  stage.run();
  for (const { what, provoke } of leaks) {
    await provoke(stage);
    expect.soft({ what, found: await stage.found() }).toEqual({ what, found: [] });
  }
  expect(await modes(stage)).toEqual(['700', '600']);
  // That it would have been seen: the key is where it was given, and the chats are in the store.
  expect(stage.programs[0]?.output()).toContain('"update handled"');
  expect(stage.reports.join()).toContain('guanxi_bilibili_requests_total');
});

/** The modes of the store's folder and of all files in it, each once. */
async function modes({ env }: Pick<Guanxi, 'env'>): Promise<string[]> {
  const folder = dirname(env.STORE_URL?.replace('sqlite://', '') ?? '');
  const paths = [folder, ...(await readdir(folder)).map((name) => join(folder, name))];
  const all = await Promise.all(paths.map(async (path) => ((await stat(path)).mode & 0o777).toString(8)));
  return [...new Set(all)];
}

describe('no error says a secret in any level of the log', () => {
  const token = '123456789:planted-token-that-nobody-may-ever-see';
  const secret = planted.unknownCookie;
  const api = (root: string) => new Api(token, { apiRoot: root, fetch: telegramFetch as never });

  it.each<[string, () => unknown]>([
    ['a Telegram that is not there', () => caught(api('http://127.0.0.1:9').getMe())],
    [
      'the same, with the context of an update',
      async () => {
        const error = await caught(api('http://127.0.0.1:9').getMe());
        return new BotError(error, { api: api('http://127.0.0.1:9'), token } as never);
      },
    ],
    [
      'a Telegram that refuses',
      async () => {
        const { telegram, env } = await startGuanxi({ withoutBot: true });
        telegram.faults.failNext('sendMessage', new TelegramRefused(400, `Bad Request: bot${token} is odd`));
        const real = new Api(env.BOT_TOKEN ?? '', {
          apiRoot: env.TELEGRAM_API_ROOT ?? '',
          fetch: telegramFetch as never,
        });
        return caught(real.sendMessage(1, `SESSDATA=${secret}`));
      },
    ],
    [
      'a value that does not fit its record',
      async () => {
        const store = await openStore({ path: ':memory:', keys: [{ id: 'a', key: Buffer.alloc(32) }] });
        onTestFinished(() => store.close());
        return caught(store.chats.update('1', () => ({ sessions: [{ credential: secret }] }) as never));
      },
    ],
    [
      'settings that are wrong',
      () => {
        const read = readConfig({
          BOT_TOKEN: `${token} ${secret}`,
          SECRET_KEYS: secret,
          WEBHOOK_SECRET: `${secret}!`,
        });
        return new Error(read.ok ? '' : formatConfigErrors(read.errors));
      },
    ],
    [
      'a request that fails, with its address and headers',
      () =>
        Object.assign(new Error(`GET https://a/?access_key=${secret}`), {
          request: { headers: { cookie: `SESSDATA=${secret}` } },
        }),
    ],
  ])('%s', async (_, make) => {
    const error = await make();
    const lines: string[] = [];
    const log = createLog({
      level: 'trace',
      secrets: [token],
      destination: { write: (line) => void lines.push(line) },
    });
    for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const) {
      log[level]({ err: error }, 'failed');
      log[level](error as Error);
      log[level](`failed: ${inspect(error, { depth: 5 })}`);
    }
    expect(lines).toHaveLength(18);
    for (const hidden of [token, token.split(':')[1], ...formsOf(secret)])
      expect(lines.filter((line) => line.toLowerCase().includes(hidden ?? ''))).toEqual([]);
  });
});

async function caught(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => new Error('it did not fail'),
    (error: unknown) => error,
  );
}
