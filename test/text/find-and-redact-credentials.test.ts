import { describe, expect, it } from 'vitest';
import {
  findCredentials,
  redactCredentials,
  redactedExcerpt,
} from '../../src/text/find-and-redact-credentials.ts';
import fc from '../support/fast-check.ts';
import { hostile } from '../support/hostile-texts.ts';
import { growth } from '../support/step-growth.ts';

const session = '0a1b2c3d%2C1893456000%2Ce4f5a*51';
const csrf = '0123456789abcdef0123456789abcdef';

describe('a credential is found, and nothing of it is said back', () => {
  it.each<[text: string, secret: string, kind: string]>([
    [`SESSDATA=${session}`, session, 'SESSDATA'],
    ['access_key=%3Abcdefghij', '%3Abcdefghij', 'access_key'],
    ['access_key%3Dabcdefghij', 'abcdefghij', 'access_key'],
    ['access_key%3D%3Dabcdefg', '%3Dabcdefg', 'access_key'],
    ['"refresh_token": "%3dabcdefg"', '%3dabcdefg', 'refresh_token'],
    [`{"SESSDATA": "${session}"}`, session, 'SESSDATA'],
    [`[{"domain": ".bilibili.com", "name": "SESSDATA", "value": "${session}"}]`, session, 'SESSDATA'],
    [`SESSDATA\t${session}\t.bilibili.com\t/\t2030-01-01T00:00:00.000Z`, session, 'SESSDATA'],
    [`| SESSDATA | ${session} |`, session, 'SESSDATA'],
    [session, session, 'SESSDATA'],
    [`我的是${session}谢谢`, session, 'SESSDATA'],
    ['0a1b2c3d,1893456000,e4f5a*51', '0a1b2c3d,1893456000,e4f5a*51', 'SESSDATA'],
    ['0a1b2c3d%252C1893456000%252Ce4f5a%252A51', '0a1b2c3d%252C1893456000%252Ce4f5a%252A51', 'SESSDATA'],
    ['x^%^2C1 0a1b2c3d^%^2C1893456000^%^2Ce4f5a*51', '0a1b2c3d^%^2C1893456000^%^2Ce4f5a*51', 'SESSDATA'],
    [`/import [{"name":"SESSDATA","value":"${session}"},{"name":"x"}]`, session, 'SESSDATA'],
    [`bili_jct: ${csrf}`, csrf, 'bili_jct'],
    [`"bili_jct","${csrf}"`, csrf, 'bili_jct'],
    [`.bilibili.com\tTRUE\t/\tFALSE\t1893456000\tbili_jct\t${csrf}`, csrf, 'bili_jct'],
    [`csrf=${csrf}`, csrf, 'bili_jct'],
    ['access_key=abcdefghij', 'abcdefghij', 'access_key'],
    ["'refresh_token': 'abcdefghij'", 'abcdefghij', 'refresh_token'],
    [`ac_time_value\t${csrf}`, csrf, 'refresh_token'],
    [`关注 ${csrf} 谢谢`, csrf, 'key'],
    [`cookie=${csrf}`, csrf, 'key'],
    [`bili jct=${csrf}`, csrf, 'bili_jct'],
    [`bili-jct=${csrf}`, csrf, 'bili_jct'],
    ['0a1b2c3d%2C1893456000%2Ce4f5a51', '0a1b2c3d%2C1893456000%2Ce4f5a51', 'SESSDATA'],
    ['0a1b2c3d%2C1893456000%2Ce4f5a\\*51', '0a1b2c3d%2C1893456000%2Ce4f5a\\*51', 'SESSDATA'],
    ['0a1b2c3d, 1893456000, e4f5a*51', '0a1b2c3d, 1893456000, e4f5a*51', 'SESSDATA'],
    ['0a1b2c3d，1893456000，e4f5a＊51', '0a1b2c3d，1893456000，e4f5a＊51', 'SESSDATA'],
    ['ＳＥＳＳＤＡＴＡ＝0a1b2c3d％2C1893456000', '0a1b2c3d％2C1893456000', 'SESSDATA'],
    [`A=${btoa(`SESSDATA=${session}`)}`, btoa(`SESSDATA=${session}`), 'SESSDATA'],
    [btoa(`x; bili_jct=${csrf}`), btoa(`x; bili_jct=${csrf}`), 'SESSDATA'],
    [`SESSDATA%3D${session}%3B%20a%3Db`, session, 'SESSDATA'],
  ])('in %s', (text, secret, kind) => {
    expect(findCredentials(text).map((one) => [one.kind, text.slice(one.start, one.end)])).toContainEqual([
      kind,
      secret,
    ]);
    expect(redactCredentials(text)).not.toContain(secret.slice(0, 8));
    expect(redactCredentials(text)).toContain('[redacted]');
  });

  it('wherever it stands among other words (generated)', () => {
    const words = fc.string({
      unit: fc.constantFrom('a', '7', ' ', '"', ',', '名', '：', '\n', '=', '%'),
      maxLength: 20,
    });
    fc.assert(
      fc.property(words, words, (before, after) => {
        const text = `${before} ${session}"${after}`;
        expect(redactCredentials(text)).not.toContain('1893456000');
      }),
    );
  });
});

it.each([
  '',
  'SESSDATA 是什么？',
  'SESSDATA 和 bili_jct 在哪里',
  '| SESSDATA | bili_jct |',
  '701003,1700000000,北岸北',
  '701003abcd,1700000000,name',
  'access token: see there',
  'https://www.bilibili.com/video/BV1xx411c7mD?vd_source=0123456789abcdef0123456789abcdef',
  'csrf=1',
  '0123456789abcdef0123456789abcdef0123456789abcdef',
  '12345678901234567890123456789012',
])('nothing is found in %s', (text) => {
  expect(findCredentials(text)).toEqual([]);
  expect(redactCredentials(text)).toBe(text);
});

describe('reading takes time in proportion to the text', () => {
  it.each(Object.entries(hostile))('of %s', (_, text) => {
    expect(growth(redactCredentials, text, 20_000)).toBeLessThan(1.1);
  });
});

describe('an excerpt of a foreign text', () => {
  const key = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';

  it('keeps a short text, and cuts a long one', () => {
    expect(redactedExcerpt('北岸北', 10)).toBe('北岸北');
    expect(redactedExcerpt('x'.repeat(11), 10)).toBe(`${'x'.repeat(10)}…`);
  });

  it('shows nothing of a credential, wherever in it the cut would be', () => {
    fc.assert(
      fc.property(
        fc.nat(120),
        fc.constantFrom(key, session),
        fc.integer({ min: 1, max: 150 }),
        (at, secret, most) => {
          const shown = redactedExcerpt(`${'猫 '.repeat(at)}${secret} end`, most);
          for (let from = 0; from + 4 <= secret.length; from += 4)
            expect(shown).not.toContain(secret.slice(from, from + 4));
        },
      ),
    );
  });
});
