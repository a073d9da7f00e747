import { describe, expect, it } from 'vitest';
import { TelegramRefused } from '../../playground/telegram/index.ts';
import { cookieLine, labels, startGuanxi } from '../support/guanxi.ts';

describe('logging in by QR code', () => {
  it.each([
    ['zh-hans', '扫码登录', '请用手机', '已扫码', /✅ 已登录：.+UID 100001/],
    ['en', 'QR code', 'Scan this', 'Scanned', /✅ Logged in as .+UID 100001/],
  ])('follows the phone from the picture to the name (%s)', async (language, way, waiting, scanned, done) => {
    const { world, telegram, person } = await startGuanxi();
    const alice = person('Alice', language);
    await alice.send('/login');
    await alice.press(way);
    const picture = await alice.see(waiting);
    expect(picture.photo).toBeDefined();
    const [code] = world.qr.pending();
    expect(labels(picture)).toEqual([[expect.any(String)], [expect.any(String), expect.any(String)]]);
    expect(picture.reply_markup?.inline_keyboard[0]?.[0]).toMatchObject({ url: code?.url });

    world.qr.scan(code?.key ?? '', 100001);
    await alice.see(scanned);
    world.qr.confirm(code?.key ?? '');
    await alice.see(done);
    expect(alice.now(picture)).toBeUndefined();
    expect(telegram.unknownMethods).toEqual([]);
  });

  it('does not speak of a confirmation when the state of the code is refused', async () => {
    const { world, person } = await startGuanxi();
    const alice = person('Alice');
    await alice.send('/login');
    await alice.press('扫码登录');
    const picture = await alice.see('请用手机');
    world.faults.set('qrcode/poll', { kind: 'code', code: -352 });
    const refusal = await alice.see('休息到');
    expect(refusal.text).not.toContain('已确认');
    expect(alice.now(picture)).toBeUndefined();
  });

  it('goes without the picture when Telegram does not take it', async () => {
    const { world, telegram, person } = await startGuanxi();
    const alice = person('Alice');
    telegram.faults.failNext('sendPhoto', new TelegramRefused(404, 'Not Found'));
    await alice.send('/login');
    await alice.press('扫码登录');
    const shown = await alice.see('图片没能发出');
    const [code] = world.qr.pending();
    expect(shown.reply_markup?.inline_keyboard[0]?.[0]).toMatchObject({ url: code?.url });
    world.qr.scan(code?.key ?? '', 100001);
    await alice.see('已扫码');
    world.qr.confirm(code?.key ?? '');
    await alice.see('✅ 已登录');
    expect(alice.now(shown)).toBeUndefined();
  });

  it('offers a new code when the old one has run out', async () => {
    const { world, person } = await startGuanxi();
    const alice = person('Alice');
    await alice.send('/login');
    await alice.press('扫码登录');
    const picture = await alice.see('请用手机');
    world.qr.expire(world.qr.pending()[0]?.key ?? '');
    const expired = await alice.see('已过期');
    expect(labels(expired)).toEqual([['换一张']]);
    await alice.press('换一张');
    const second = await alice.see('请用手机');
    expect(alice.now(picture)).toBeUndefined();
    const [code] = world.qr.pending();
    world.qr.scan(code?.key ?? '', 100001);
    world.qr.confirm(code?.key ?? '');
    await alice.see('已登录');
    expect(alice.now(second)).toBeUndefined();
  });

  it('makes a new code whenever it is wanted, and the old one no longer logs in', async () => {
    const { world, person } = await startGuanxi();
    const alice = person('Alice');
    await alice.send('/login');
    await alice.press('扫码登录');
    const first = await alice.see('请用手机');
    const [old] = world.qr.pending();
    await alice.press('换一张', first);
    const second = await alice.see('请用手机');
    expect(alice.now(first)).toBeUndefined();
    world.qr.scan(old?.key ?? '', 100003);
    world.qr.confirm(old?.key ?? '');
    const newer = world.qr.pending().find(({ key }) => key !== old?.key);
    world.qr.scan(newer?.key ?? '', 100001);
    world.qr.confirm(newer?.key ?? '');
    await alice.see('UID 100001');
    expect(alice.now(second)).toBeUndefined();
    expect(alice.transcript()).not.toContain('100003');
  });

  it.each(['picture', 'text'])('after a stop and a start says so, and has a new code (%s)', async (kind) => {
    const { world, telegram, person, restart } = await startGuanxi();
    const alice = person('Alice');
    if (kind === 'text') telegram.faults.failNext('sendPhoto', new TelegramRefused(404, 'Not Found'));
    await alice.send('/login');
    await alice.press('扫码登录');
    const shown = await alice.see('三分钟内有效');
    await restart();
    const told = await alice.see('机器人停止了');
    expect(alice.now(shown)).toBeUndefined();
    await alice.press('换一张', told);
    await alice.see('请用手机');
    expect(alice.now(told)).toBeUndefined();
    const code = world.qr.pending().at(-1);
    world.qr.scan(code?.key ?? '', 100001);
    world.qr.confirm(code?.key ?? '');
    await alice.see('已登录');
  });

  it.each(['/cancel', '取消'])('is given up by %s, and the picture goes', async (way) => {
    const { world, person } = await startGuanxi();
    const alice = person('Alice');
    await alice.send('/login');
    await alice.press('扫码登录');
    const picture = await alice.see('请用手机');
    if (way === '取消') await alice.press(way);
    else await alice.send(way);
    await alice.see('已取消');
    expect(alice.now(picture)).toBeUndefined();
    const [code] = world.qr.pending();
    world.qr.scan(code?.key ?? '', 100001);
    world.qr.confirm(code?.key ?? '');
    await alice.send('/me');
    await alice.see('还没有登录');
  });

  it('goes on through an answer that did not come', async () => {
    const { world, person } = await startGuanxi();
    const alice = person('Alice');
    await alice.send('/login');
    await alice.press('扫码登录');
    await alice.see('请用手机');
    world.faults.set('qrcode/poll', { kind: 'http', status: 502 }, { times: 1 });
    const [code] = world.qr.pending();
    world.qr.scan(code?.key ?? '', 100001);
    world.qr.confirm(code?.key ?? '');
    await alice.see('已登录');
  });

  it('says so when there is no code to be had, and names what else can be done', async () => {
    const { world, person } = await startGuanxi();
    world.faults.set('qrcode/generate', { kind: 'code', code: -412 });
    const alice = person('Alice');
    await alice.send('/login');
    await alice.press('扫码登录');
    await alice.see('风控');
  });
});

describe('logging in by a pasted cookie', () => {
  it('takes a whole cookie line, erases the message at once and says the name', async () => {
    const { world, telegram, person } = await startGuanxi();
    const alice = person('Alice');
    await alice.send('/login');
    await alice.press('粘贴 Cookie');
    await alice.see('F12');
    const pasted = await alice.send(`Cookie: buvid3=x; ${cookieLine(world.login(100001).cookies)}`);
    await alice.see(/已登录：.+UID 100001/);
    expect(alice.now(pasted)).toBeUndefined();
    const methods = telegram.calls().map(({ method }) => method);
    expect(methods.lastIndexOf('deleteMessage')).toBeLessThan(methods.lastIndexOf('sendPhoto'));
  });

  it('asks again for text without a login in it, and for one the site does not know; both are erased', async () => {
    const { world, person } = await startGuanxi();
    const alice = person('Alice');
    await alice.send('/login');
    await alice.press('粘贴 Cookie');
    await alice.see('F12');
    const garbage = await alice.send('not a cookie');
    await alice.see('没有找到 SESSDATA');
    const dead = await alice.send('SESSDATA=dead%2C1%2C2; bili_jct=0123456789abcdef');
    await alice.see('B 站不认这个 Cookie');
    const { cookies } = world.login(100001);
    await alice.send(`SESSDATA=${cookies.SESSDATA}; bili_jct=${cookies.bili_jct}`);
    await alice.see('已登录');
    expect([alice.now(garbage), alice.now(dead)]).toEqual([undefined, undefined]);
  });

  it('is left by /cancel and by any other command', async () => {
    const { person } = await startGuanxi();
    const alice = person('Alice', 'en');
    await alice.send('/login');
    await alice.press('Paste cookie');
    await alice.see('F12');
    await alice.send('/cancel');
    await alice.see('cancelled');
    await alice.send('/cancel');
    await alice.see('nothing to cancel');
    await alice.send('/login');
    await alice.press('Paste cookie');
    await alice.see('F12');
    await alice.send('/help');
    await alice.see('All commands');
    await alice.send('not a cookie');
    await alice.see('did not understand');
  });

  it('works unasked, since a cookie must not stay in a chat', async () => {
    const { world, person } = await startGuanxi();
    const alice = person('Alice');
    const pasted = await alice.send(cookieLine(world.login(100001).cookies));
    await alice.see('已登录');
    expect(alice.now(pasted)).toBeUndefined();
  });
});

it('an access_key logs in as well, and one that is not accepted is asked for again', async () => {
  const { world, person } = await startGuanxi();
  const alice = person('Alice');
  await alice.send('/login');
  await alice.press('access_key');
  await alice.see('access_key');
  const wrong = await alice.send('0123456789abcdef0123456789abcdef');
  await alice.see('不接受');
  const right = await alice.send(world.accessKey(100001));
  await alice.see(/已登录：.+UID 100001/);
  expect([alice.now(wrong), alice.now(right)]).toEqual([undefined, undefined]);
  await alice.send('/follow 100002');
  await alice.see('已关注');
  expect(world.relationOf(100001, 100002).attribute).toBe(2);
});

it('in a group, /login points to the private chat', async () => {
  const { telegram } = await startGuanxi();
  const user = telegram.user({ firstName: 'Alice', languageCode: 'en' });
  const group = telegram.group({ title: 'fans', members: [user] });
  const alice = telegram.conversation(user, group);
  await alice.send('/login');
  const answer = await alice.see('only in a private chat');
  expect(answer.reply_markup?.inline_keyboard[0]?.[0]).toMatchObject({
    url: `https://t.me/${telegram.bot.username}?start=login`,
  });
});

describe('several accounts in one chat', () => {
  it('are kept side by side; /me switches between them, and each acts as itself', async () => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', 100001);
    await alice.send('/login');
    await alice.see('已登录：');
    await alice.send(cookieLine(world.login(100003).cookies));
    await alice.see('✅ 已登录');
    await alice.send('/me');
    await alice.see('UID 100003');
    await alice.press('切换');
    await alice.see(`已切换到 ${world.person(100001)?.name}`);
    await alice.send('/follow 100002');
    await alice.see('已关注');
    expect(world.relationOf(100001, 100002).attribute).toBe(2);
    expect(world.relationOf(100003, 100002).attribute).toBe(0);
  });
});

describe('logging out', () => {
  it('asks first, ends the login at Bilibili and erases it here', async () => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', 100001);
    await alice.send('/logout');
    await alice.see('要退出');
    await alice.press('取消');
    await alice.see('操作已取消');
    await alice.send('/logout');
    await alice.see('要退出');
    await alice.press('确认');
    await alice.see('登录信息已删除');
    expect(world.requests.count('login/exit/v2')).toBe(1);
    await alice.send('/me');
    await alice.see('还没有登录');
  });

  it('erases here what Bilibili could not be told about, and says so', async () => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', 100001);
    world.faults.set('login/exit/v2', { kind: 'http', status: 502 });
    await alice.send('/logout');
    await alice.press('确认');
    await alice.see('没能在 B 站退出登录');
    await alice.send('/me');
    await alice.see('还没有登录');
  });

  it('leaves the other accounts, and says which one acts now', async () => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', 100001);
    await alice.send(cookieLine(world.login(100003).cookies));
    await alice.see('✅');
    await alice.send('/logout');
    await alice.press('确认');
    await alice.see(`现在使用的账号：${world.person(100001)?.name}`);
  });
});

describe('a credential in the wrong place', () => {
  const half = 'SESSDATA=half-of-a-secret';

  it.each([
    ['after a command', [], `/who ${half}`],
    ['among people', [], `/follow ${half} 100002`],
    ['as the answer to another question', ['/follow'], half],
    ['alone and without its other half', [], half],
  ])('is deleted and never shown: %s', async (_, before, text) => {
    const { member } = await startGuanxi();
    const alice = await member('Alice', 100001);
    for (const command of before) {
      await alice.send(command);
      await alice.see('发送 /cancel');
    }
    const written = await alice.send(text);
    await alice.gone(written);
    await alice.next();
    expect(alice.transcript()).not.toContain('half-of-a-secret');
  });

  it('is deleted under a file, and as a timezone', async () => {
    const { member } = await startGuanxi();
    const alice = await member('Alice', 100001);
    await alice.gone(await alice.send(half, { document: { name: 'cookies.txt', content: 'x' } }));
    await alice.send('/settings');
    await alice.press('更改时区');
    await alice.see('时区的名字');
    await alice.gone(await alice.send(half));
    await alice.see('没有');
    expect(alice.transcript()).not.toContain('half-of-a-secret');
  });

  it.each(['access_key=', '/login access_key: ', '我的密钥是 access_key '])(
    'logs in when it is an access_key by its name, and goes ("%s")',
    async (before) => {
      const { world, person } = await startGuanxi();
      const alice = person('Alice');
      const written = await alice.send(`${before}${world.accessKey(100001)}`);
      await alice.see(/已登录：.+UID 100001/);
      expect(alice.now(written)).toBeUndefined();
    },
  );

  const key = 'c0ffee00c0ffee00c0ffee00c0ffee00';

  it.each([
    ['alone', key, '所以已经删除'],
    ['after a command', `/who ${key}`, '所以已经删除'],
    ['as the name of a group', `/groups delete ${key}`, '所以已经删除'],
    ['with a tail', `${key}CjAbc_d-eSVlEC`, '所以已经删除'],
  ])('is deleted and never shown when it is a key nobody knows: %s', async (_, text, answer) => {
    const { member } = await startGuanxi();
    const alice = await member('Alice', 100001);
    const written = await alice.send(text);
    await alice.see(answer);
    expect(alice.now(written)).toBeUndefined();
    expect(alice.transcript()).not.toContain('c0ffee');
  });

  it.each([
    ['a link that carries such digits', `https://space.bilibili.com/100002?vd_source=${key}`, 'UID 100002'],
    ['digits alone', '1'.repeat(32), '没看懂'],
    ['a longer hash', key + key, '没看懂'],
  ])('is not seen in %s', async (_, text, answer) => {
    const { member } = await startGuanxi();
    const alice = await member('Alice', 100001);
    const written = await alice.send(text);
    await alice.see(answer);
    expect(alice.now(written)).toBeDefined();
  });

  it('stays in a group, where it may be anything, unless its name is there', async () => {
    const { telegram } = await startGuanxi();
    const user = telegram.user({ firstName: 'Alice', languageCode: 'zh-hans' });
    const alice = telegram.conversation(user, telegram.group({ title: 'fans', members: [user] }));
    const hash = await alice.send(`/help ${key}`);
    await alice.next();
    expect(alice.now(hash)).toBeDefined();
    await alice.send(`/help access_key=${key}`);
    await alice.see('删不掉');
  });

  it('logs in right after /login', async () => {
    const { world, person } = await startGuanxi();
    const alice = person('Alice');
    const written = await alice.send(`/login ${cookieLine(world.login(100001).cookies)}`);
    await alice.see('✅ 已登录');
    expect(alice.now(written)).toBeUndefined();
  });
});

it('one user sees nothing of another', async () => {
  const { member, person } = await startGuanxi();
  await member('Alice', 100001);
  const bob = person('Bob');
  await bob.send('/me');
  await bob.see('还没有登录');
  await bob.send('/follow 100002');
  await bob.see('还没有登录');
});

it('an expired login is told as one, with the way back in', async () => {
  const { world, member } = await startGuanxi();
  const alice = await member('Alice', 100001);
  world.expire(100001);
  await alice.send('/who 100002');
  const answer = await alice.see('登录已失效');
  expect(labels(answer).flat()).toContain('扫码登录');
});

it('a button acts as the account it was made for, whichever is active when it is pressed', async () => {
  const { world, member } = await startGuanxi();
  const alice = await member('Alice', 100001);
  world.follow(100003, 100002);
  await alice.send('/follow 100002');
  const card = await alice.see('✅ 已关注');
  await alice.send(cookieLine(world.login(100003).cookies));
  await alice.see('✅ 已登录');
  await alice.press('撤销', card);
  await alice.see('已撤销');
  expect(world.relationOf(100001, 100002).attribute).toBe(0);
  expect(world.relationOf(100003, 100002).attribute).toBe(2);
});

it('a button of an account that is logged out meanwhile acts as no other', async () => {
  const { world, member } = await startGuanxi();
  const alice = await member('Alice', 100001);
  await alice.send('/who 100002');
  const card = await alice.see('关系：无');
  await alice.send(cookieLine(world.login(100003).cookies));
  await alice.see('✅ 已登录');
  await alice.send('/me');
  await alice.press('切换');
  await alice.see(`已切换到 ${world.person(100001)?.name}`);
  await alice.send('/logout');
  await alice.press('确认');
  await alice.see('登录信息已删除');
  await alice.press('关注', card);
  await alice.see('还没有登录');
  expect(world.relationOf(100003, 100002).attribute).toBe(0);
});
