import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createLog, redact } from '../src/log.ts';

const token = '123456789:AAFq9zRtoJ5xW2kLm8-PdN3_vBcYhUeT0sX';
const sealedKey = 'c2VjcmV0IGtleSBieXRlcyBmb3IgYSB0ZXN0';
const secrets = {
  sessdata: 'a1b2%2C1790000000%2Cd4e5*f1',
  jct: '0123456789abcdef',
  access: 'deadbeefcafe',
  refresh: 'ff00ff11',
};
const planted = [token, sealedKey, ...Object.values(secrets)];

const cookie = `buvid3=X; SESSDATA=${secrets.sessdata}; bili_jct=${secrets.jct}; DedeUserID=1; DedeUserID__ckMd5=${secrets.refresh}`;
const url = `https://api.bilibili.com/x/relation/modify?fid=2&access_key=${secrets.access}&csrf=${secrets.jct}`;

/** Everything a log may be handed that carries a secret somewhere. */
const carriers: readonly [name: string, carrier: () => unknown][] = [
  ['a text', () => `sent ${cookie} to ${url}`],
  ['a registered value in a text', () => `key ${sealedKey} used`],
  ['the address of a Bot API call', () => `POST https://api.telegram.org/bot${token}/getMe failed`],
  ['a token alone', () => `token is ${token}`],
  [
    'an encoded query',
    () =>
      `https://x.test/?next=${encodeURIComponent(url)}&c=${encodeURIComponent(`SESSDATA=${secrets.sessdata}`)}`,
  ],
  ['an object', () => ({ cookie, url, refresh_token: secrets.refresh })],
  [
    'the fields of a credential',
    () => ({ credential: { cookies: { SESSDATA: secrets.sessdata }, refreshToken: secrets.refresh } }),
  ],
  [
    'JSON within a text',
    () => JSON.stringify(JSON.stringify({ SESSDATA: secrets.sessdata, access_key: secrets.access })),
  ],
  [
    'an inspected object',
    () => inspect({ SESSDATA: secrets.sessdata, bili_jct: secrets.jct, accessKey: secrets.access }),
  ],
  ['something deep inside', () => ({ a: [{ b: { c: cookie } }] })],
  ['the name of a field', () => ({ [url]: 1 })],
  ['bytes of a key', () => ({ keys: [{ id: 'a', key: Buffer.from(sealedKey) }], raw: Buffer.from(token) })],
  ['an error', () => new Error(`no answer from ${url}`)],
  ['an error inside an error', () => new Error('outer', { cause: new Error(`inner ${cookie}`) })],
  ['several errors at once', () => new AggregateError([new Error(cookie), url], `all failed: ${url}`)],
  [
    'an error with fields',
    () =>
      Object.assign(new Error('x'), {
        request: new Request(url, { headers: { cookie } }),
        options: { headers: { cookie } },
        url,
        token,
      }),
  ],
  ['an error in a field', () => ({ err: Object.assign(new Error(url), { cookie }) })],
  [
    'a request',
    () => ({ request: new Request(url), headers: new Headers({ cookie }), address: new URL(url) }),
  ],
  ['a map', () => ({ jar: new Map([['SESSDATA', secrets.sessdata]]) })],
  [
    'a getter that throws',
    () =>
      Object.defineProperty({}, 'x', {
        enumerable: true,
        get: () => {
          throw new Error(cookie);
        },
      }),
  ],
  [
    'a context that holds itself',
    () => {
      class Context {
        token = token;
        me: unknown = this;
        update = { message: { text: cookie } };
      }
      const around: Record<string, unknown> = { ctx: new Context(), text: cookie };
      around.around = around;
      return around;
    },
  ],
];

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

function listen(level: (typeof levels)[number] | 'silent' = 'trace') {
  const lines: string[] = [];
  const log = createLog({
    level,
    secrets: [token, sealedKey],
    destination: { write: (line) => void lines.push(line) },
  });
  return { log, lines, only: (): Record<string, unknown> => JSON.parse(lines[0] ?? 'null') };
}

describe('no secret comes through the log', () => {
  test.each(levels.flatMap((level) => carriers.map(([name, carrier]) => ({ level, name, carrier }))))(
    'in $name at $level',
    ({ level, carrier }) => {
      const { log, lines } = listen();
      const given = carrier();
      log[level](given, 'said');
      log[level]({ given }, `and in the message: ${String(given)}`);
      // Its types allow no argument of an unknown kind; JavaScript does.
      Reflect.apply(log[level], log, ['and in its arguments: %s %o', given, given]);
      if (given instanceof Error) log[level](given);

      expect(lines.length).toBeGreaterThanOrEqual(3);
      const text = lines.join('\n');
      for (const secret of planted) {
        expect(text).not.toContain(secret);
        expect(text).not.toContain(encodeURIComponent(secret));
      }
      expect(text).not.toMatch(/"data":\[\d/u);
      for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level, time: expect.any(String) });
    },
  );
});

test('what is no secret stays readable', () => {
  const { log, only } = listen();
  log.info(
    { mid: 42, big: 7n, at: new Date(0), list: [1, 'two'], reason: 'csrf', has_csrf: true, none: undefined },
    'looked',
  );
  expect(only()).toMatchObject({
    level: 'info',
    msg: 'looked',
    mid: 42,
    big: '7',
    at: '1970-01-01T00:00:00.000Z',
    list: [1, 'two'],
    reason: 'csrf',
    has_csrf: true,
  });
});

test('an object of a class is named and not opened', () => {
  const { log, only } = listen();
  class Context {
    chat = 'somebody';
  }
  log.info({
    ctx: new Context(),
    request: new Request('https://x.test/'),
    bytes: Buffer.from('abc'),
    map: new Map(),
  });
  expect(only()).toMatchObject({ ctx: '[Context]', request: '[Request]', bytes: '[Buffer]', map: '[Map]' });
});

test('an error is told by name, message, stack, cause and its plain fields', () => {
  const { log, only } = listen();
  const cause = new TypeError('the wire was cut');
  log.error(
    {
      err: Object.assign(new RangeError('too far', { cause }), {
        endpoint: 'x/relation/modify',
        code: -111,
        response: new Response(),
      }),
    },
    'failed',
  );
  expect(only().err).toEqual({
    name: 'RangeError',
    message: 'too far',
    stack: expect.stringContaining('log.test.ts'),
    endpoint: 'x/relation/modify',
    code: -111,
    cause: { name: 'TypeError', message: 'the wire was cut', stack: expect.any(String) },
  });
});

test('an error given alone is the message too', () => {
  const { log, only } = listen();
  log.warn(new Error('the disk is full'));
  expect(only()).toMatchObject({ msg: 'the disk is full', err: { name: 'Error' } });
});

test('lines below the level are not written', () => {
  const { log, lines } = listen('warn');
  log.info('quiet');
  log.warn('loud');
  expect(lines).toHaveLength(1);
  const silent = listen('silent');
  silent.log.fatal('nothing');
  expect(silent.lines).toHaveLength(0);
});

test('blot keeps what surrounds a secret', () => {
  expect(redact('GET /x?a=1&access_key=abc&b=2')).toBe('GET /x?a=1&access_key=[redacted]&b=2');
  expect(redact('SESSDATA=x%2Cy; Path=/')).toBe('SESSDATA=[redacted]; Path=/');
  expect(redact(`/bot${token}/getMe`)).toBe('/bot[redacted]/getMe');
  expect(redact('postgres://me:pass@host/db')).toBe('postgres://[redacted]@host/db');
  expect(redact('the csrf did not fit, code -111')).toBe('the csrf did not fit, code -111');
});
