import { describe, expect, it } from 'vitest';
import { type Actor, startGuanxi } from '../support/guanxi.ts';

type Cookies = Record<string, string>;

const each = (cookies: Cookies, write: (name: string, value: string) => string, between: string) =>
  Object.entries(cookies)
    .map(([name, value]) => write(name, value))
    .join(between);

/** Forms in which people paste a whole login, the least plain of each kind. */
const forms: readonly [form: string, write: (cookies: Cookies) => string][] = [
  ['a header with words about it', (c) => `这是我的：Cookie: ${each(c, (n, v) => `${n}=${v}`, '; ')} 谢谢`],
  [
    'JSON of an extension',
    (c) =>
      JSON.stringify(Object.entries(c).map(([name, value]) => ({ domain: '.bilibili.com', name, value }))),
  ],
  ['a dict of Python', (c) => `cookies = {${each(c, (n, v) => `'${n}': '${v}'`, ', ')}}`],
  [
    'PowerShell',
    (c) =>
      each(
        c,
        (n, v) =>
          `$session.Cookies.Add((New-Object System.Net.Cookie("${n}", "${v}", "/", ".bilibili.com")))`,
        '\n',
      ),
  ],
  [
    'lines of Netscape',
    (c) =>
      `# Netscape HTTP Cookie File\n${each(c, (n, v) => `.bilibili.com\tTRUE\t/\tTRUE\t1893456000\t${n}\t${v}`, '\n')}`,
  ],
  ['columns of a table', (c) => `${each(c, (n) => n, ',')}\n${each(c, (_, v) => v, ',')}`],
  ['base64', (c) => `BILI_COOKIE=${btoa(each(c, (n, v) => `${n}=${v}`, '; '))}`],
  ['YAML', (c) => each(c, (n, v) => `${n}: "${v}"`, '\n')],
  ['full-width signs', (c) => each(c, (n, v) => `${n}＝${v}`, '；')],
  [
    'a command of curl',
    (c) => `curl 'https://api.bilibili.com/x' -H 'accept: */*' -b '${each(c, (n, v) => `${n}=${v}`, '; ')}'`,
  ],
];

async function atTheQuestion(alice: Actor): Promise<void> {
  await alice.send('/login');
  await alice.press('粘贴 Cookie');
  await alice.see('请发来 B 站的 Cookie');
}

describe.each(forms)('a whole login as %s', (_, write) => {
  it('logs in unasked, and its message goes', async () => {
    const { world, person } = await startGuanxi();
    const alice = person('Alice');
    const { cookies } = world.login(100001);
    const pasted = await alice.send(write(cookies));
    await alice.see('✅ 已登录');
    expect(alice.now(pasted)).toBeUndefined();
    expect(alice.transcript()).not.toContain(cookies.SESSDATA);
  });

  it('logs in as a file at the question', async () => {
    const { world, person } = await startGuanxi();
    const alice = person('Alice');
    const { cookies } = world.login(100001);
    await atTheQuestion(alice);
    const pasted = await alice.send('', { document: { name: 'cookies.txt', content: write(cookies) } });
    await alice.see('✅ 已登录');
    expect(alice.now(pasted)).toBeUndefined();
  });
});

const SESSDATA = '0a1b2c3d%2C1893456000%2Ce4f5a*51';
const csrf = '0123456789abcdef0123456789abcdef';

describe('anything less than a whole login', () => {
  it.each<[what: string, text: string, answer: string]>([
    [
      'without SESSDATA',
      `buvid3=AAAA-BBBBinfoc; bili_jct=${csrf}; DedeUserID=701003; sid=abcd1234`,
      '还缺 SESSDATA',
    ],
    ['without bili_jct', `{"SESSDATA": "${SESSDATA}"}`, '还缺 bili_jct'],
    ['values without names', `701003\n${csrf}\n${SESSDATA}`, '没有写名字'],
    [
      'one of a list',
      `[{"domain": ".bilibili.com", "name": "SESSDATA", "value": "${SESSDATA}"}]`,
      '还缺 bili_jct',
    ],
    [
      'a row of a table',
      `SESSDATA\t${SESSDATA}\t.bilibili.com\t/\t2030-01-01T00:00:00.000Z`,
      '还缺 bili_jct',
    ],
    ['a bare value', SESSDATA, '没有写名字'],
    [
      'after a command',
      `/import [{"name":"SESSDATA","value":"${SESSDATA}"},{"name":"x","value":"1"}]`,
      '还缺 bili_jct',
    ],
    ['after another', `/who ${SESSDATA}`, '没有写名字'],
    ['said as a command in words', `关注 ${SESSDATA}`, '没有写名字'],
    ['thirty-two digits of hex', csrf, '也没有使用'],
  ])('%s is deleted and never tried, and what is missing is said', async (_, text, answer) => {
    const { world, person } = await startGuanxi();
    const alice = person('Alice');
    const pasted = await alice.send(text);
    await alice.see(answer);
    expect(alice.now(pasted)).toBeUndefined();
    expect(alice.transcript()).not.toContain('1893456000');
    expect(alice.transcript()).not.toContain(csrf);
    expect(world.requests.all()).toEqual([]);
  });

  it('is deleted as the name of a file, too', async () => {
    const { person } = await startGuanxi();
    const alice = person('Alice');
    const sent = await alice.send('', { document: { name: `${SESSDATA}.csv`, content: '701003' } });
    await alice.see(/./u);
    expect(alice.now(sent)).toBeUndefined();
    expect(alice.transcript()).not.toContain('1893456000');
  });

  it('costs no login of the day, however often', async () => {
    const { world, person } = await startGuanxi({ limits: { logins: 1 } });
    const alice = person('Alice');
    await atTheQuestion(alice);
    for (let times = 0; times < 6; times += 1) {
      await alice.send(`bili_jct=${csrf}`);
      await alice.see('还缺 SESSDATA');
    }
    await alice.send(each(world.login(100001).cookies, (name, value) => `${name}=${value}`, ';'));
    await alice.see('✅ 已登录');
  });

  it('is deleted as a file with any caption, and nothing of it is followed', async () => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', 100001);
    world.requests.clear();
    const content = `.bilibili.com\tTRUE\t/\tTRUE\t1893456000\tSESSDATA\t${SESSDATA}\n`;
    for (const caption of ['/import', '', '看看这个']) {
      const pasted = await alice.send(caption, { document: { name: 'cookies.txt', content } });
      await alice.see('还缺 bili_jct');
      expect(alice.now(pasted)).toBeUndefined();
    }
    expect(world.requests.all()).toEqual([]);
  });
});
