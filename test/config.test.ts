import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type ConfigError, type Environment, formatConfigErrors, readConfig } from '../src/config.ts';

const token = '123456789:AAFq9zRtoJ5xW2kLm8-PdN3_vBcYhUeT0sX';
const key = Buffer.alloc(32, 7).toString('base64');

function taken(env: Environment, readFile?: (path: string) => string) {
  const result = readConfig({ BOT_TOKEN: token, ...env }, readFile);
  if (!result.ok) throw new Error(formatConfigErrors(result.errors));
  return result.config;
}

function refused(env: Environment, readFile?: (path: string) => string): readonly ConfigError[] {
  const result = readConfig({ BOT_TOKEN: token, ...env }, readFile);
  return result.ok ? [] : result.errors;
}

const noFile = () => {
  throw new Error('there is no file');
};

describe('what is not set', () => {
  const defaults = {
    botToken: token,
    role: 'all',
    telegramApiRoot: 'https://api.telegram.org',
    storeUrl: 'sqlite://data/guanxi.sqlite',
    admins: [],
    allowedUsers: [],
    alertInterval: 300,
    readSpacing: 1000,
    writeSpacing: 4000,
    dailyWrites: 200,
    httpHost: '127.0.0.1',
    language: 'zh',
    timezone: 'Asia/Shanghai',
    logLevel: 'info',
    warnings: [],
  };

  test('has its default', () => {
    expect(taken({})).toEqual(defaults);
  });

  test('may also be empty or blank', () => {
    const names = [
      'TELEGRAM_API_ROOT',
      'BILIBILI_ROOT',
      'STORE_URL',
      'SECRET_KEYS',
      'SECRET_KEYS_FILE',
      'ADMINS',
    ];
    const more = [
      'ALLOWED_USERS',
      'ALERT_INTERVAL',
      'HTTP_PORT',
      'HTTP_HOST',
      'WEBHOOK_URL',
      'LANGUAGE',
      'TIMEZONE',
      'LOG_LEVEL',
    ];
    const empty = Object.fromEntries([...names, ...more].map((name, index) => [name, index % 2 ? '' : ' ']));
    expect(taken(empty, noFile)).toEqual(defaults);
  });

  test('is no token: the line says how to get one and how to do without', () => {
    const result = readConfig({});
    expect(result).toMatchObject({ ok: false, errors: [{ name: 'BOT_TOKEN' }] });
    const line = result.ok ? '' : formatConfigErrors(result.errors);
    expect(line).toContain('@BotFather');
    expect(line).toContain('npm run playground');
    expect(line).not.toContain('\n');
  });
});

test('a tool that works on the store needs no chat platform, and is told of wrong settings all the same', () => {
  const read = (env: Environment) => readConfig(env, noFile, { platform: 'optional' });
  expect(read({})).toMatchObject({ ok: true });
  expect(read({ STORE_URL: 'nowhere' })).toMatchObject({ ok: false, errors: [{ name: 'STORE_URL' }] });
});

describe('what is set is taken', () => {
  test.each<[Environment, object]>([
    [{ TELEGRAM_API_ROOT: 'http://127.0.0.1:3210/' }, { telegramApiRoot: 'http://127.0.0.1:3210' }],
    [
      { BILIBILI_ROOT: 'http://127.0.0.1:3210/bilibili//' },
      { bilibiliRoot: 'http://127.0.0.1:3210/bilibili' },
    ],
    [{ STORE_URL: 'sqlite:///var/lib/guanxi.sqlite' }, { storeUrl: 'sqlite:///var/lib/guanxi.sqlite' }],
    [{ STORE_URL: 'sqlite://./关系.sqlite' }, { storeUrl: 'sqlite://./关系.sqlite' }],
    [{ STORE_URL: 'sqlite://:memory:' }, { storeUrl: 'sqlite://:memory:' }],
    [
      { STORE_URL: 'postgres://guanxi:p%40ss@db.example/guanxi?sslmode=require', SECRET_KEYS: `a:${key}` },
      { storeUrl: 'postgres://guanxi:p%40ss@db.example/guanxi?sslmode=require' },
    ],
    [
      { STORE_URL: 'postgresql:///guanxi?host=/run/postgresql', SECRET_KEYS: `a:${key}` },
      { storeUrl: 'postgresql:///guanxi?host=/run/postgresql' },
    ],
    [{}, { role: 'all' }],
    [
      { ROLE: 'watcher', STORE_URL: 'postgres://guanxi:p%40ss@db.example/guanxi', SECRET_KEYS: `a:${key}` },
      { role: 'watcher' },
    ],
    [{ ADMINS: '7, 8 7,9007199254740991' }, { admins: [7, 8, Number.MAX_SAFE_INTEGER] }],
    [
      { ADMINS: 'qq:10001 7', ALLOWED_USERS: 'QQ:E4F5A0B1-c_2,qq:10001' },
      { admins: ['qq:10001', 7], allowedUsers: ['qq:E4F5A0B1-c_2', 'qq:10001'] },
    ],
    [{ ALLOWED_USERS: '*' }, { allowedUsers: 'everyone' }],
    [{ ALLOWED_USERS: '5' }, { allowedUsers: [5] }],
    [
      { ALERT_INTERVAL: '120', READ_SPACING: '0', WRITE_SPACING: '1', DAILY_WRITES: '2' },
      { alertInterval: 120, readSpacing: 0, writeSpacing: 1, dailyWrites: 2, warnings: [] },
    ],
    [{ HTTP_PORT: '0' }, { httpPort: 0, httpHost: '127.0.0.1', warnings: [] }],
    [{ HTTP_PORT: '80', HTTP_HOST: '::' }, { httpHost: '::' }],
    [
      { HTTP_PORT: '80', WEBHOOK_URL: 'https://bot.example/hook', WEBHOOK_SECRET: 's-1_X' },
      { httpPort: 80, webhookUrl: 'https://bot.example/hook', webhookSecret: 's-1_X' },
    ],
    [
      {
        HTTP_PORT: '80',
        WEBHOOK_SECRET: 's',
        WEBHOOK_URL: 'http://127.0.0.1/',
        TELEGRAM_API_ROOT: 'http://127.0.0.1:1',
      },
      { webhookUrl: 'http://127.0.0.1/' },
    ],
    [
      { LANGUAGE: 'en', TIMEZONE: 'Europe/Berlin', LOG_LEVEL: 'trace' },
      { language: 'en', timezone: 'Europe/Berlin', logLevel: 'trace' },
    ],
    [{ TIMEZONE: 'UTC' }, { timezone: 'UTC' }],
    [
      { APP_KEY: '0123456789abcdef', APP_SECRET: '00112233445566778899aabbccddeeff' },
      { appKey: '0123456789abcdef', appSecret: '00112233445566778899aabbccddeeff' },
    ],
  ])('%j', (env, expected) => {
    expect(taken(env)).toMatchObject(expected);
  });

  test('keys come in order, with the bytes they stand for', () => {
    const other = Buffer.alloc(32, 255);
    expect(taken({ SECRET_KEYS: `new:${key}, old_1:${other.toString('base64url')}` }).secretKeys).toEqual([
      { id: 'new', key: Buffer.alloc(32, 7) },
      { id: 'old_1', key: other },
    ]);
  });

  test('secrets may lie in files', () => {
    const files: Record<string, string> = { '/run/token': `${token}\n`, '/run/keys': `a:${key}\nb:${key}\n` };
    const config = taken(
      { BOT_TOKEN: undefined, BOT_TOKEN_FILE: '/run/token', SECRET_KEYS_FILE: '/run/keys' },
      (path) => files[path] ?? noFile(),
    );
    expect(config.botToken).toBe(token);
    expect(config.secretKeys?.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('and cannot be changed afterwards', () => {
    const config = taken({ ADMINS: '1', ALLOWED_USERS: '2', SECRET_KEYS: `a:${key}` });
    for (const part of [config, config.admins, config.allowedUsers, config.secretKeys, config.warnings]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  test('with a warning when it is probably not meant', () => {
    expect(taken({ ALERT_INTERVAL: '119' }).warnings).toEqual([
      expect.stringContaining('ALERT_INTERVAL is 119'),
    ]);
    expect(taken({ WEBHOOK_SECRET: 'x' }).warnings).toEqual([expect.stringContaining('WEBHOOK_SECRET')]);
    expect(taken({ HTTP_HOST: '0.0.0.0' }).warnings).toEqual([expect.stringContaining('HTTP_HOST')]);
  });
});

describe('what is wrong is refused in one line', () => {
  const numbers = {
    ALERT_INTERVAL: ['0', '86401'],
    READ_SPACING: ['-1', '600001'],
    WRITE_SPACING: ['1e3', ' x'],
    DAILY_WRITES: ['1.5', '100001'],
    HTTP_PORT: ['65536', '0x50'],
    HTTP_HOST: ['http://127.0.0.1', '127.0.0.1/24'],
  };
  const words: Record<string, string[]> = {
    ...numbers,
    TELEGRAM_API_ROOT: ['api.telegram.org', 'ftp://x.example', 'https://x.example/?a=1'],
    BILIBILI_ROOT: ['/bilibili', 'https://me@x.example'],
    STORE_URL: [
      'data/guanxi.sqlite',
      'redis://localhost',
      'sqlite://',
      'sqlite:///',
      'sqlite://data/',
      'postgres://db',
    ],
    ADMINS: [
      '@me',
      '0',
      '-100',
      '9007199254740992',
      '1;2',
      'qq:',
      'qq:0',
      'qq:1234567890123',
      'qq10001',
      'tg:1',
    ],
    ALLOWED_USERS: ['all', '*,1', '1.5', 'qq:*', 'qq:a/b'],
    QQ_API_ROOT: ['api.bot.qq.com', 'wss://api.bot.qq.com'],
    LANGUAGE: ['de', 'ZH'],
    TIMEZONE: ['Asia/Peking', '+08:00', 'here'],
    LOG_LEVEL: ['verbose'],
  };
  test.each(Object.entries(words).flatMap(([name, values]) => values.map((value) => [name, value] as const)))(
    '%s=%s',
    (name, value) => {
      const errors = refused({ [name]: value });
      expect(errors).toHaveLength(1);
      const line = formatConfigErrors(errors);
      expect(line).toMatch(new RegExp(`^${name}: given .+; accepted: .+$`, 'u'));
      if (!value.includes('me@')) expect(line).toContain(value.trim());
    },
  );

  test('a database keeps no key, so the keys must be given', () => {
    const [error, ...more] = refused({ STORE_URL: 'postgres://guanxi:planted@db/guanxi' });
    expect(more).toEqual([]);
    expect(error).toMatchObject({ name: 'SECRET_KEYS', given: 'nothing' });
  });

  test('a watcher needs a database beside which a bot runs, and no bot of its own', () => {
    const [error, ...more] = refused({ ROLE: 'watcher' });
    expect(more).toEqual([]);
    expect(error).toMatchObject({ name: 'ROLE', accepted: expect.stringContaining('postgres://') });
    const store = { STORE_URL: 'postgres://guanxi:planted@db/guanxi', SECRET_KEYS: `a:${key}` };
    expect(readConfig({ ROLE: 'watcher', ...store }).ok).toBe(true);
    expect(readConfig({ ROLE: 'all', ...store }).ok).toBe(false);
  });

  test('one line for each', () => {
    const errors = refused({ BOT_TOKEN: 'no', ADMINS: 'me', LANGUAGE: 'xx', HTTP_PORT: 'http' });
    expect(errors.map(({ name }) => name).sort()).toEqual(['ADMINS', 'BOT_TOKEN', 'HTTP_PORT', 'LANGUAGE']);
    expect(formatConfigErrors(errors).split('\n')).toHaveLength(4);
  });

  test.each<[Environment, name: string]>([
    [{ BOT_TOKEN: 'bot123:planted-secret' }, 'BOT_TOKEN'],
    [{ SECRET_KEYS: 'a:cGxhbnRlZC1zZWNyZXQ=' }, 'SECRET_KEYS'],
    [{ SECRET_KEYS: `planted-secret${key}` }, 'SECRET_KEYS'],
    [{ SECRET_KEYS: `planted-secret:${key},planted-secret:${key}` }, 'SECRET_KEYS'],
    [{ WEBHOOK_SECRET: 'planted-secret!' }, 'WEBHOOK_SECRET'],
  ])('a secret is told by its length alone: %j', (env, name) => {
    const line = formatConfigErrors(refused(env));
    expect(line).toContain(`${name}: given a value of ${env[name]?.length} characters; accepted: `);
    expect(line).not.toMatch(/planted|cGxhbnRl/u);
  });

  test('the password in an address is not repeated, and a long value is cut', () => {
    const line = formatConfigErrors(
      refused({ STORE_URL: `mysql://guanxi:planted/planted@db/${'x'.repeat(500)}` }),
    );
    expect(line).toContain('mysql://[redacted]@db');
    expect(line).not.toContain('planted');
    expect(line.length).toBeLessThan(400);
  });

  test('a secret given twice, or in a file that is not there, empty or wrong', () => {
    expect(refused({ BOT_TOKEN_FILE: '/x' }, () => token)).toMatchObject([
      { name: 'BOT_TOKEN_FILE', accepted: 'one of the two' },
    ]);
    const fromFile = { BOT_TOKEN: undefined, BOT_TOKEN_FILE: '/x' };
    expect(refused(fromFile, noFile)).toMatchObject([{ name: 'BOT_TOKEN_FILE', given: '"/x"' }]);
    expect(refused(fromFile, () => '\n')).toMatchObject([{ name: 'BOT_TOKEN_FILE', given: '"/x"' }]);
    expect(refused(fromFile, () => 'planted')).toMatchObject([
      { name: 'BOT_TOKEN_FILE', given: 'a file with a value of 7 characters' },
    ]);
  });

  test('a webhook needs a port to listen on, a secret, and https', () => {
    expect(refused({ WEBHOOK_URL: 'http://bot.example/' }).map(({ name }) => name)).toEqual([
      'WEBHOOK_URL',
      'HTTP_PORT',
      'WEBHOOK_SECRET',
    ]);
  });

  test('the webhook of the official QQ platform needs the bot, a port, https, and a path of its own', () => {
    const names = (env: Record<string, string>) => refused(env).map(({ name }) => name);
    expect(names({ QQ_WEBHOOK_URL: 'http://bot.example/qq' })).toEqual([
      'QQ_APP_ID',
      'HTTP_PORT',
      'QQ_WEBHOOK_URL',
    ]);
    const official = { QQ_APP_ID: '1', QQ_APP_SECRET: 's', HTTP_PORT: '80' };
    const url = 'https://bot.example/hook';
    expect(names({ ...official, QQ_WEBHOOK_URL: url, WEBHOOK_URL: url, WEBHOOK_SECRET: 's' })).toEqual([
      'QQ_WEBHOOK_URL',
    ]);
    expect(taken({ ...official, QQ_WEBHOOK_URL: url }).qqWebhookUrl).toBe(url);
  });
});

describe('.env.example', () => {
  const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');

  test('as it stands asks for a token and nothing else', () => {
    const result = readConfig(parseEnv(text));
    expect(result).toMatchObject({ ok: false, errors: [{ name: 'BOT_TOKEN', given: 'nothing' }] });
  });

  test('names every setting that is read, and no other', () => {
    const read = new Set<string>();
    readConfig(new Proxy({}, { get: (_, name) => void read.add(String(name)) }));
    const named = [...text.matchAll(/^#?([A-Z_]+)=/gmu)].map(([, name]) => name);
    expect(named.toSorted()).toEqual([...read].toSorted());
  });

  test('says of every number how small and how large it may be', () => {
    const paragraphs = text.split('\n\n');
    const numbers = [...text.matchAll(/^#?([A-Z_]+)=/gmu)].flatMap(([, name = '']) => {
      const [error] = refused({ [name]: 'many' }).filter((one) => one.name === name);
      const [, least, most] = error?.accepted.match(/^a whole number from (\d+) to (\d+)/u) ?? [];
      return least === undefined ? [] : [{ name, bounds: `${least} to ${most}` }];
    });
    expect(numbers.map(({ name }) => name)).toContain('ALERT_INTERVAL');
    const paragraphOf = (name: string) =>
      paragraphs.find((one) => one.includes(`${name}=`))?.replaceAll('\n# ', ' ');
    expect(numbers.filter(({ name, bounds }) => !paragraphOf(name)?.includes(bounds))).toEqual([]);
  });

  test('shows the defaults', () => {
    const shown = text
      .replace(/^#(?=[A-Z_]+=)/gmu, '')
      .replace(/^(?:.*_FILE|QQ_\w+|SECRET_KEYS|ADMINS|HTTP_\w+|WEBHOOK_\w+|BOT_TOKEN)=.*$/gmu, '');
    expect(taken(parseEnv(shown))).toEqual(taken({}));
  });
});

describe('an appkey and its secret', () => {
  const key = '0123456789abcdef';
  const secret = '00112233445566778899aabbccddeeff';

  test('go together', () => {
    expect(refused({ APP_KEY: key })).toMatchObject([{ name: 'APP_SECRET', given: 'nothing' }]);
    expect(refused({ APP_SECRET: secret })).toMatchObject([{ name: 'APP_KEY', given: 'nothing' }]);
  });

  test('are letters and digits; a wrong secret is not repeated', () => {
    expect(refused({ APP_KEY: 'a b', APP_SECRET: secret })).toMatchObject([{ name: 'APP_KEY' }]);
    const errors = refused({ APP_KEY: key, APP_SECRET: `${secret}!` });
    expect(errors).toMatchObject([{ name: 'APP_SECRET' }]);
    expect(formatConfigErrors(errors)).not.toContain(secret);
  });
});

describe('QQ', () => {
  const token = 'a-token/with+signs=';
  const onQQ = (env: Environment) => {
    const result = readConfig(env);
    return result.ok ? result.config : result.errors;
  };

  test.each<[Environment, object]>([
    [
      { QQ_ONEBOT_URL: 'ws://127.0.0.1:3001/onebot', QQ_ONEBOT_TOKEN: token },
      { qqOneBot: { transport: { url: 'ws://127.0.0.1:3001/onebot' }, token } },
    ],
    [{ QQ_ONEBOT_PORT: '6199', QQ_ONEBOT_TOKEN: token }, { qqOneBot: { transport: { port: 6199 }, token } }],
    [
      { QQ_APP_ID: '102000001', QQ_APP_SECRET: 's3cret', QQ_API_ROOT: 'http://127.0.0.1:1/' },
      { qqOfficial: { id: '102000001', secret: 's3cret' }, qqApiRoot: 'http://127.0.0.1:1' },
    ],
  ])('needs no BOT_TOKEN beside it: %j', (env, expected) => {
    const config = onQQ(env);
    expect(config).toMatchObject({ ...expected, botToken: undefined });
  });

  test('may be there in both ways, and beside Telegram', () => {
    const both = { QQ_ONEBOT_PORT: '6199', QQ_ONEBOT_TOKEN: token, QQ_APP_ID: '1', QQ_APP_SECRET: 's' };
    expect(Object.keys(taken(both))).toEqual(expect.arrayContaining(['botToken', 'qqOneBot', 'qqOfficial']));
  });

  test('has its secrets in files, too', () => {
    const env = { QQ_ONEBOT_PORT: '1', QQ_APP_ID: '1', QQ_ONEBOT_TOKEN_FILE: '/a', QQ_APP_SECRET_FILE: '/b' };
    const config = taken(env, (path) => (path === '/a' ? `${token}\n` : 'secret\n'));
    expect(config.qqOneBot?.token).toBe(token);
    expect(config.qqOfficial?.secret).toBe('secret');
  });

  test.each<[Environment, name: string]>([
    [{ QQ_ONEBOT_URL: 'ws://127.0.0.1:3001' }, 'QQ_ONEBOT_TOKEN'],
    [{ QQ_ONEBOT_PORT: '6199' }, 'QQ_ONEBOT_TOKEN'],
    ...['http://127.0.0.1:3001', 'https://x', '127.0.0.1:3001', 'ws://', 'ws:// x'].map(
      (url): [Environment, string] => [{ QQ_ONEBOT_URL: url, QQ_ONEBOT_TOKEN: token }, 'QQ_ONEBOT_URL'],
    ),
    [{ QQ_ONEBOT_URL: `ws://127.0.0.1/?access_token=${token}`, QQ_ONEBOT_TOKEN: token }, 'QQ_ONEBOT_URL'],
    [{ QQ_ONEBOT_URL: 'ws://h', QQ_ONEBOT_PORT: '1', QQ_ONEBOT_TOKEN: token }, 'QQ_ONEBOT_PORT'],
    [{ QQ_ONEBOT_PORT: '65536', QQ_ONEBOT_TOKEN: token }, 'QQ_ONEBOT_PORT'],
    [{ QQ_ONEBOT_PORT: '0', QQ_ONEBOT_TOKEN: token }, 'QQ_ONEBOT_PORT'],
    [{ QQ_ONEBOT_PORT: '6199', QQ_ONEBOT_TOKEN: 'planted token' }, 'QQ_ONEBOT_TOKEN'],
    [{ QQ_APP_ID: '1' }, 'QQ_APP_SECRET'],
    [{ QQ_APP_SECRET: 'planted' }, 'QQ_APP_ID'],
    [{ QQ_APP_ID: 'mine', QQ_APP_SECRET: 's' }, 'QQ_APP_ID'],
    [{ QQ_APP_ID: '1', QQ_APP_SECRET: 'planted secret' }, 'QQ_APP_SECRET'],
  ])('that is set up wrongly is told in one line: %j', (env, name) => {
    const errors = onQQ(env) as ConfigError[];
    expect(errors).toMatchObject([{ name }]);
    expect(formatConfigErrors(errors)).not.toContain('planted');
  });

  test('has a warning for what does nothing', () => {
    expect(taken({ QQ_ONEBOT_TOKEN: token, QQ_API_ROOT: 'http://127.0.0.1:1' }).warnings).toEqual([
      expect.stringContaining('QQ_ONEBOT_TOKEN'),
      expect.stringContaining('QQ_API_ROOT'),
    ]);
  });
});
