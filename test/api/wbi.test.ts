import { describe, expect, it } from 'vitest';
import { BilibiliRefused } from '../../src/api/index.ts';
import { keyOfPictureUrl, mixKeys, signWbi } from '../../src/api/wbi.ts';
import fc from '../support/fast-check.ts';
import { fixture } from '../support/fixture.ts';
import { startHarness } from './harness.ts';

const img = '7cd084941338484aae1ad9425b84077c';
const sub = '4932caff0ff746eab6f01bf08b70ac45';
const mixed = 'ea1db124af3c7062474693fa704f4ff8';

describe('the mixed key', () => {
  it.each([
    [img, sub, mixed],
    [
      '653657f524a547ac981ded72ea172057',
      '6e4909c702f846728e64f6007736a338',
      '72136226c6a73669787ee4fd02a74c27',
    ],
  ])('of %s and %s is %s', (imgKey, subKey, expected) => {
    expect(mixKeys(imgKey, subKey)).toBe(expected);
  });

  it('is made of the names of the pictures', () => {
    expect(keyOfPictureUrl(`https://i0.hdslb.com/bfs/wbi/${img}.png`)).toBe(img);
  });
});

describe('signing', () => {
  it.each([
    [{ foo: '114', bar: '514', zab: '1919810' }, 1702204169, '8f6f2b5b3d485fe1886cec6a0be8c5d4'],
    [{ foo: '114', bar: '514', baz: '1919810' }, 1702204169, '6149fdadf571698ca7e6a567265cd0ee'],
    [{ foo: 'one one four', bar: '五一四', baz: '1919810' }, 1702204169, '04e50b58980e3e3cee8cbc0cc4c1c530'],
    [
      { search_type: 'bili_user', keyword: "a!b'c(d)e*f ~g+h&i=中文" },
      1700000000,
      'ff28b49f6f05d806293d8311e73a955d',
    ],
  ])('%o at %i gives %s', (fields, wts, signature) => {
    expect(signWbi(fields, mixed, wts)).toMatchObject({ wts: String(wts), w_rid: signature });
  });

  it('sends the filtered values, and loses nothing else of them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const { keyword } = signWbi({ keyword: value }, mixed, 1);
        expect(keyword).toBe([...value].filter((character) => !"!'()*".includes(character)).join(''));
      }),
    );
  });

  it('does not depend on the order of the fields', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string()), (fields) => {
        const turned = Object.fromEntries(Object.entries(fields).reverse());
        expect(signWbi(turned, mixed, 7).w_rid).toBe(signWbi(fields, mixed, 7).w_rid);
      }),
    );
  });
});

const nav = 'x/web-interface/nav';
const search = 'x/web-interface/wbi/search/type';
const otherKeys = {
  json: {
    code: -101,
    message: '账号未登录',
    data: {
      isLogin: false,
      wbi_img: {
        img_url: 'https://i0.hdslb.com/bfs/wbi/653657f524a547ac981ded72ea172057.png',
        sub_url: 'https://i0.hdslb.com/bfs/wbi/6e4909c702f846728e64f6007736a338.png',
      },
    },
  },
};

describe('the key of signed calls', () => {
  it('is fetched once for many calls at once, and kept', async () => {
    const { site, session } = await startHarness();
    site.on(nav, { json: fixture('people.nav') });
    site.on(search, { json: fixture('people.search') });
    const mine = session();

    await Promise.all(['a', 'b', 'c'].map((keyword) => mine.people.search({ keyword })));
    await mine.people.search({ keyword: 'd' });

    expect(site.seen(nav)).toHaveLength(1);
    expect(site.seen(search)).toHaveLength(4);
  });

  it('comes from the answer for guests too, which is a refusal by number', async () => {
    const { site, bilibili } = await startHarness();
    site.on(nav, { json: fixture('people.nav.loggedOut') });
    site.on(search, { json: fixture('people.search') });

    await expect(bilibili.guest.people.search({ keyword: 'a' })).resolves.toMatchObject({ numResults: 2 });
  });

  it('is fetched anew after a day', async () => {
    let now = Date.now();
    const clock = { now: () => now, monotonic: () => now, sleep: async () => undefined };
    const { site, bilibili } = await startHarness({ clock });
    site.on(nav, { json: fixture('people.nav') });
    site.on(search, { json: fixture('people.search') });

    await bilibili.guest.people.search({ keyword: 'a' });
    now += 24 * 60 * 60 * 1000;
    await bilibili.guest.people.search({ keyword: 'a' });

    expect(site.seen(nav)).toHaveLength(2);
  });

  it.each([
    ['-352', { code: -352, message: '-352' }],
    ['-403', { code: -403, message: '访问权限不足' }],
    ['a voucher', { code: 0, message: '0', data: { v_voucher: 'voucher_1' } }],
  ])('is fetched anew after %s, and the call made once more with it', async (_, refusal) => {
    const { site, session } = await startHarness();
    site.on(nav, { json: fixture('people.nav') }, otherKeys);
    site.on(search, { json: refusal }, { json: fixture('people.search') });

    await expect(session().people.search({ keyword: 'a' })).resolves.toMatchObject({ numResults: 2 });

    expect(site.seen(nav)).toHaveLength(2);
    const [first, second] = site.seen(search).map(({ query }) => query);
    const { w_rid, ...fields } = second ?? {};
    expect(w_rid).toBe(signWbi(fields, '72136226c6a73669787ee4fd02a74c27', Number(fields.wts)).w_rid);
    expect(first?.w_rid).not.toBe(w_rid);
  });

  it('is fetched anew once only: the second refusal is final, and the session rests', async () => {
    const { site, session } = await startHarness();
    site.on(nav, { json: fixture('people.nav') });
    site.on(search, { json: { code: -352, message: '-352' } });
    const mine = session();

    await expect(mine.people.search({ keyword: 'a' })).rejects.toMatchObject({ reason: 'risk', code: -352 });
    await expect(mine.people.stat({ vmid: 1 })).rejects.toBeInstanceOf(BilibiliRefused);

    expect(site.seen(search)).toHaveLength(2);
    // The last is whether the login lives.
    expect(site.requests.map(({ path }) => path)).toEqual([nav, search, nav, search, nav]);
  });

  it('that cannot be fetched anew leaves the refusal as it was', async () => {
    const { site, session } = await startHarness();
    site.on(nav, { json: fixture('people.nav') }, 'drop');
    site.on(search, { json: { code: -352, message: '-352' } });

    await expect(session().people.search({ keyword: 'a' })).rejects.toMatchObject({
      reason: 'risk',
      endpoint: search,
    });
    expect(site.seen(search)).toHaveLength(1);
  });
});
