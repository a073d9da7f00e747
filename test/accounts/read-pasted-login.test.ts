import { describe, expect, it } from 'vitest';
import { readAccessKey, readPastedLogin } from '../../src/accounts/read-pasted-login.ts';
import fc from '../support/fast-check.ts';
import { hostile } from '../support/hostile-texts.ts';
import { growth } from '../support/step-growth.ts';

const SESSDATA = '0a1b2c3d%2C1893456000%2Ce4f5a*51';
const bili_jct = '0123456789abcdef0123456789abcdef';
const login = { SESSDATA, bili_jct };
const whole = {
  buvid3: 'AAAA-BBBBinfoc',
  ...login,
  DedeUserID: '701003',
  DedeUserID__ckMd5: '0123456789abcdef',
  sid: 'abcd1234',
};

const header = pairs('=', '; ');

function pairs(sign: string, between: string, cookies: Record<string, string> = whole): string {
  return Object.entries(cookies)
    .map(([name, value]) => `${name}${sign}${value}`)
    .join(between);
}

function each(write: (name: string, value: string) => string, between = '\n'): string {
  return Object.entries(whole)
    .map(([name, value]) => write(name, value))
    .join(between);
}

/** A cookie as an extension exports it, the name and the value far from each other. */
function exported(name: string, value: string): Record<string, unknown> {
  return {
    domain: '.bilibili.com',
    expirationDate: 1893456000.5,
    hostOnly: false,
    httpOnly: name === 'SESSDATA',
    name,
    path: '/',
    sameSite: 'unspecified',
    secure: false,
    session: false,
    storeId: '0',
    value,
    id: 1,
  };
}

const list = Object.entries(whole).map(([name, value]) => exported(name, value));

/** As browsers write a command for the Windows command line. */
const forCmd = (text: string) => text.replaceAll('%', '^%^').replaceAll('"', '^"');

describe('a whole login is read from', () => {
  it.each<[form: string, text: string]>([
    ['a header', `Cookie: ${header}`],
    ['a header without its name', header],
    ['a header in lower case and quotes', `"cookie: ${header}"`],
    ['lines', pairs('=', ';\r\n')],
    ['a command for bash', `curl 'https://api.bilibili.com/x' \\\n  -b '${header}' \\\n  -H 'user-agent: M'`],
    ['a command for cmd', forCmd(`curl "https://api.bilibili.com/x" ^\n -b "${header}" ^\n -H "a: b"`)],
    ['fetch', `fetch("https://api.bilibili.com/x", {\n "headers": { "cookie": "${header}" }\n});`],
    [
      'PowerShell',
      each((name, value) => `$s.Add((New-Object System.Net.Cookie("${name}", "${value}", "/")))`),
    ],
    [
      'Netscape lines',
      `# Netscape HTTP Cookie File\n\n${each((name, value) => `#HttpOnly_.bilibili.com\tTRUE\t/\tFALSE\t1893456000\t${name}\t${value}`)}`,
    ],
    ['the JSON of an extension', JSON.stringify(list, undefined, 4)],
    ['the same, values first', JSON.stringify(list.map(({ name, value }) => ({ value, domain: 'b', name })))],
    ['the same, nested', JSON.stringify({ cookie_info: { cookies: list }, platform: 'BiliTV' })],
    ['a JSON object', JSON.stringify(whole)],
    ['JSON within JSON', JSON.stringify({ body: JSON.stringify(whole) })],
    ['a header within JSON', JSON.stringify([{ name: 'Cookie', value: header }])],
    [
      'Set-Cookie lines',
      each((name, value) => `Set-Cookie: ${name}=${value}; Path=/; Domain=bilibili.com; HttpOnly`),
    ],
    ['a Python dict', `{${each((name, value) => `'${name}': '${value}'`, ', ')}}`],
    ['a list of Python', `[${each((name, value) => `{'name': '${name}', 'value': '${value}'}`, ', ')}]`],
    ['YAML', pairs(': ', '\n')],
    [
      'YAML, values below',
      each((name, value) => (name in login ? `${name}:\n  ${value}` : `${name}: ${value}`)),
    ],
    ['a YAML list', each((name, value) => `- name: ${name}\n  domain: .bilibili.com\n  value: ${value}`)],
    ['TOML in lower case', each((name, value) => `${name.toLowerCase()} = "${value}"`)],
    [
      'settings with longer names',
      each((name, value) => `export ${name in login ? `BILI_${name}` : name}='${value}'`),
    ],
    ['a table', each((name, value) => `| ${name} | ${value} |`)],
    ['rows of the developer tools', each((name, value) => `${name}\t${value}\t.bilibili.com\t/\t2030-01-01`)],
    ['an address', `https://x.example/?${pairs('=', '&')}&gourl=https%3A%2F%2Fb`],
    ['commas', pairs('=', ', ')],
    ['full-width semicolons', pairs('=', '；')],
    ['full-width signs', pairs('＝', '，')],
    ['Chinese colons', pairs('：', '\n')],
    ['arrows', pairs(' => ', '\n')],
    ['curly quotes', each((name, value) => `“${name}”：“${value}”`)],
    ['zero-width characters', pairs('=', '; \u200b')],
    ['words after', `${header} 这是我的`],
    [
      'full-width letters',
      `ＳＥＳＳＤＡＴＡ＝${header.slice(header.indexOf(SESSDATA))}; buvid3=AAAA-BBBBinfoc`,
    ],
    ['brackets', each((name, value) => (name in login ? `【${name}】${value}` : `${name}=${value}`))],
    ['dashes', each((name, value) => (name in login ? `${name} - ${value}` : `${name}=${value}`))],
    ['a table with semicolons', each((name, value) => `"${name}";"${value}"`)],
    ['one that removes a cookie after it', `${header}; SESSDATA=deleted; bili_jct=""`],
    ['words around', `我的是${header}，谢谢`],
    ['a header that is encoded as a whole', encodeURIComponent(header)],
    ['base64', `COOKIE=${btoa(header)}`],
    ['JSON in base64', btoa(JSON.stringify(whole))],
    [
      'names with dashes',
      each((name, value) => (name in login ? `${name.replace('_', '-')}: ${value}` : `${name}: ${value}`)),
    ],
  ])('%s', (_, text) => {
    expect(readPastedLogin(text)).toEqual({ kind: 'cookie', cookies: whole });
  });

  it.each([
    ['a decoded SESSDATA', 'SESSDATA=0a1b2c3d,1893456000,e4f5a*51; bili_jct='],
    ['one encoded twice', 'SESSDATA=0a1b2c3d%252C1893456000%252Ce4f5a*51&bili_jct='],
    ['a decoded one among commas', "{'SESSDATA': '0a1b2c3d,1893456000,e4f5a*51', 'bili_jct': '"],
  ])('%s, which is encoded once', (_, text) => {
    expect(readPastedLogin(text + bili_jct)).toEqual({ kind: 'cookie', cookies: login });
  });

  it.each<[form: string, text: string]>([
    ['the columns of a table', `SESSDATA,bili_jct\n${SESSDATA},${bili_jct}`],
    ['a table, values first', `${SESSDATA}\tSESSDATA\n${bili_jct}\tbili_jct`],
    [
      'a YAML list, values first',
      `- value: ${SESSDATA}\n  name: SESSDATA\n- value: ${bili_jct}\n  name: bili_jct`,
    ],
    ['bold names', `**SESSDATA**: ${SESSDATA}\n**bili_jct**: ${bili_jct}`],
    ['lines with blank ones between', `SESSDATA\n\n${SESSDATA}\n\nbili_jct\n\n${bili_jct}`],
    ['a map of Kotlin', `mapOf("SESSDATA" to "${SESSDATA}", "bili_jct" to "${bili_jct}")`],
    [
      'a property list',
      `<key>SESSDATA</key><string>${SESSDATA}</string><key>bili_jct</key><string>${bili_jct}</string>`,
    ],
    [
      'objects with keys of their own',
      JSON.stringify([
        { 'Name raw': 'SESSDATA', 'Content raw': SESSDATA },
        { 'Name raw': 'bili_jct', 'Content raw': bili_jct },
      ]),
    ],
    [
      'a session of HTTPie',
      JSON.stringify({ SESSDATA: { path: '/', value: SESSDATA }, bili_jct: { path: '/', value: bili_jct } }),
    ],
    ['names that a space parts', `SESS DATA=${SESSDATA}\nbili jct=${bili_jct}`],
    ['one that is called csrf', `SESSDATA=${SESSDATA}; csrf=${bili_jct}`],
  ])('%s, each value told by its look or another name', (_, text) => {
    expect(readPastedLogin(text)).toEqual({ kind: 'cookie', cookies: login });
  });

  it('but never of values that are several, or of a name that is missing', () => {
    const other = bili_jct.replace('0', 'f');
    for (const text of [
      `SESSDATA bili_jct ${SESSDATA} | ${bili_jct} | ${other}`.replaceAll('bili_jct ', 'bili_jct：\n\n'),
      `SESSDATA\n${SESSDATA}\n${bili_jct}`,
      `bili_jct\n\n${bili_jct}\n\n${SESSDATA}`,
    ])
      expect(readPastedLogin(text)).toMatchObject({ kind: 'incomplete' });
  });

  it('with what renews it, unless that belongs to a token of the app', () => {
    const text = `${pairs('=', '; ', login)}; ac_time_value=fedcba9876543210fedcba9876543210`;
    expect(readPastedLogin(text)).toEqual({
      kind: 'cookie',
      cookies: login,
      refreshToken: 'fedcba9876543210fedcba9876543210',
    });
    const app = { ...login, access_token: 'a'.repeat(20), refresh_token: 'b'.repeat(20) };
    expect(readPastedLogin(JSON.stringify(app))).toEqual({ kind: 'cookie', cookies: login });
  });

  it('whatever form and order it is in, and whatever stands between (generated)', () => {
    // One sign over and over, or a word of instructions, stands in the place of a value; an encoded `,`, `:` or `=`
    // before it is no part of it.
    const isNone = /^(?:(.)\1*$|(?:deleted|null|none|undefined)$|value|your|%2c|%3[ad])/iu;
    const value = fc
      .stringMatching(/^[0-9A-Za-z%._~-]{1,60}$/u)
      .filter((text) => !text.includes('%252') && !isNone.test(text.slice(0, 20)));
    const forms: ((name: string, value: string) => string)[] = [
      (name, one) => `${name}=${one};`,
      (name, one) => `"${name}": "${one}",`,
      (name, one) => `${name}\t"${one}"\t/\n`,
      (name, one) => `'${name.toUpperCase()}', '${one}')\n`,
      (name, one) => `{"name":"${name}","path":"/","value":"${one}"}`,
      (name, one) => `{"value":"${one}","name":"${name}"}`,
    ];
    const noise = fc.constantFrom(' ', '\n', '，', 'foo=bar; ', '看 ', '"x": 1, ');
    fc.assert(
      fc.property(
        fc.tuple(value, value, fc.constantFrom(...forms), noise, noise, fc.boolean()),
        ([session, csrf, form, before, between, turned]) => {
          // Words like these are names, and stand for no value.
          fc.pre(
            ![session, csrf].some((one) =>
              /sessdata|bili_?jct|sid|csrf|name|value|key|path|domain/iu.test(one),
            ),
          );
          const both = [form('SESSDATA', session), form('bili_jct', csrf)];
          const text = before + (turned ? both.toReversed() : both).join(between);
          // A table's neighbour is taken for a value from four characters on.
          fc.pre(Math.min(session.length, csrf.length) >= 4);
          expect(readPastedLogin(text)).toEqual({
            kind: 'cookie',
            cookies: { SESSDATA: session, bili_jct: csrf },
          });
        },
      ),
    );
  });

  it('so that no header breaks, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, value) => {
        const read = readPastedLogin(`${pairs('=', '; ', login)};${name}=${value};buvid3=${value}`);
        const cookies = read.kind === 'cookie' ? read.cookies : {};
        const written = Object.entries(cookies).map(([one, its]) => `${one}=${its}`);
        for (const pair of written) expect(pair).toMatch(/^[\x21-\x3a\x3c-\x7e]+$/u);
        expect(() => new Headers({ cookie: written.join('; ') })).not.toThrow();
      }),
    );
  });
});

describe('what is no whole login says what is missing', () => {
  it.each<[what: string, text: string, missing: string[], unnamed: boolean]>([
    ['what document.cookie gives', `buvid3=A; bili_jct=${bili_jct}; DedeUserID=701003`, ['SESSDATA'], false],
    ['bare lines', `701003\n${bili_jct}\n${SESSDATA}`, ['SESSDATA', 'bili_jct'], true],
    ['a bare SESSDATA', SESSDATA, ['SESSDATA', 'bili_jct'], true],
    ['a decoded one', '0a1b2c3d,1893456000,e4f5a*51', ['SESSDATA', 'bili_jct'], true],
    ['SESSDATA alone', JSON.stringify({ SESSDATA }), ['bili_jct'], false],
    ['one object', JSON.stringify([exported('SESSDATA', SESSDATA)]), ['bili_jct'], false],
    ['a bili_jct in quotes', `"bili_jct":"${bili_jct}"`, ['SESSDATA'], false],
    ['a bili_jct in a table', `bili_jct\t${bili_jct}\t.bilibili.com`, ['SESSDATA'], false],
    ['an empty bili_jct', `SESSDATA=${SESSDATA}; bili_jct=`, ['bili_jct'], false],
    ['a SESSDATA no header could hold', `SESSDATA=gehöim; bili_jct=${bili_jct}`, ['SESSDATA'], false],
    [
      'what stands in instructions',
      'SESSDATA=xxx; bili_jct=your_bili_jct; DedeUserID=701003',
      ['SESSDATA', 'bili_jct'],
      false,
    ],
    ['the other cookies', 'DedeUserID=701003; sid=abcd1234', ['SESSDATA', 'bili_jct'], false],
  ])('%s', (_, text, missing, unnamed) => {
    expect(readPastedLogin(text)).toEqual({ kind: 'incomplete', missing, unnamed });
    expect(readAccessKey(text)).toBeUndefined();
  });

  it.each([
    '',
    'hello there',
    '登录',
    'SESSDATA 和 bili_jct 在哪里？',
    'SESSDATA, bili_jct',
    bili_jct,
    '701003',
  ])('or is nothing at all: %s', (text) => {
    expect(readPastedLogin(text)).toEqual({ kind: 'none' });
  });
});

describe('an access_key', () => {
  const key = 'fedcba9876543210fedcba98765432a1CjB-xyz_';
  it.each([
    `access_key=${key}`,
    `access_key: ${key}`,
    `{"access_key":"${key}"}`,
    `access_token\t${key}`,
    `https://api.example/x?access_key=${key}&ts=1`,
  ])('is read by its name: %s', (text) => {
    expect(readPastedLogin(text)).toEqual({ kind: 'accessKey', accessKey: key });
    expect(readAccessKey(text)).toBe(key);
  });

  it('without its name is one only where one was asked for, and never among other things', () => {
    expect(readPastedLogin(key)).toEqual({ kind: 'none' });
    expect(readAccessKey(` ${key}\n`)).toBe(key);
    expect(readAccessKey(bili_jct)).toBe(bili_jct);
    for (const text of [`我的 ${key}`, SESSDATA, `bili_jct=${bili_jct}`, 'short', header])
      expect(readAccessKey(text)).toBeUndefined();
  });

  it('is never the bili_jct that is called one', () => {
    expect(readPastedLogin(`bili_jct=${bili_jct}&access_key=${bili_jct}`)).toMatchObject({
      kind: 'incomplete',
    });
  });
});

describe('reading takes time in proportion to the text', () => {
  it.each(Object.entries(hostile))('of %s', (_, text) => {
    expect(growth(readPastedLogin, text, 20_000)).toBeLessThan(1.1);
    expect(growth(readAccessKey, text, 20_000)).toBeLessThan(1.1);
  });
});
