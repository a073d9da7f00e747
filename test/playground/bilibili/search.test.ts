import { describe, expect, it } from 'vitest';
import { signature } from '../../../playground/bilibili/state/wbi.ts';
import { START, startSite, type TestSite } from './site-client.ts';

describe('searching for people', () => {
  interface Found {
    numResults: number;
    numPages: number;
    page: number;
    pagesize: number;
    result?: { mid: number; uname: string }[];
  }
  const path = 'x/web-interface/wbi/search/type';
  const search = (site: TestSite, query: Record<string, string>, headers: Record<string, string> = {}) => {
    const signed = { search_type: 'bili_user', wts: String(START / 1000), ...query };
    const w_rid = signature(signed, site.world.site.wbi.keys());
    return site.visitor({ cookie: 'buvid3=assigned', ...headers }).get<Found>(path, { ...signed, w_rid });
  };

  it('gives rows of their own form', async () => {
    const site = await startSite();
    const { mid } = site.world.addPerson({
      name: '找我',
      sign: '在这里',
      sex: '女',
      level: 3,
      videos: 2,
      official: { type: 0, desc: 'UP' },
    });
    site.world.gainFans(mid, 2);
    const { code, data } = await search(site, { keyword: '找我' });
    expect([code, data]).toEqual([
      0,
      {
        page: 1,
        pagesize: 20,
        numResults: 1,
        numPages: 1,
        result: [
          {
            type: 'bili_user',
            mid,
            uname: '找我',
            usign: '在这里',
            fans: 2,
            videos: 2,
            upic: `//i0.hdslb.com/bfs/face/${mid}.png`,
            level: 3,
            gender: 2,
            is_upuser: 1,
            is_live: expect.any(Number),
            room_id: 0,
            official_verify: { type: 0, desc: 'UP' },
            hit_columns: [],
          },
        ],
      },
    ]);
  });

  it('has pages of 20, in the order asked for, of those asked for, and no result when there is none', async () => {
    const site = await startSite();
    for (let index = 0; index < 25; index += 1) {
      site.world.addPerson({
        name: `同名${index}`,
        level: index % 7,
        videos: index % 2,
        official: { type: index < 3 ? 0 : -1, desc: '' },
      });
    }
    const exact = site.world.addPerson({ name: '同名', level: 1, videos: 0 }).mid;
    const first = (await search(site, { keyword: '同名' })).data;
    expect(first).toMatchObject({ numResults: 26, numPages: 2 });
    expect([first.result?.length, first.result?.[0]?.mid]).toEqual([20, exact]);
    expect((await search(site, { keyword: '同名', page: '2' })).data.result).toHaveLength(6);
    expect((await search(site, { keyword: '同名', page: '3' })).data).not.toHaveProperty('result');
    expect((await search(site, { keyword: '没有这个人' })).data).toMatchObject({ numResults: 0 });
    const levels = async (order_sort: string) =>
      (await search(site, { keyword: '同名', order: 'level', order_sort })).data.result?.[0];
    expect([await levels('0'), await levels('1')]).toMatchObject([{ level: 6 }, { level: 0 }]);
    const ofType = async (user_type: string) =>
      (await search(site, { keyword: '同名', user_type })).data.numResults;
    expect([await ofType('1'), await ofType('2'), await ofType('3')]).toEqual([12, 14, 3]);
  });

  it('is blocked without the device cookie or a browser, and refused unsigned', async () => {
    const site = await startSite();
    expect(await search(site, { keyword: 'x' }, { cookie: '' })).toMatchObject({ status: 412, code: -412 });
    expect(await search(site, { keyword: 'x' }, { referer: '' })).toMatchObject({ status: 412, code: -412 });
    expect((await search(site, { keyword: '' })).code).toBe(-400);
    expect((await search(site, { keyword: 'x', page: '51' })).code).toBe(-400);
    expect((await site.guest.get(path, { search_type: 'bili_user', keyword: 'x' })).code).toBe(-352);
  });

  it('works with the device cookies the site assigns', async () => {
    const { guest } = await startSite();
    const { data } = await guest.get('x/frontend/finger/spi');
    expect(data).toEqual({
      b_3: expect.stringMatching(/^[\w-]+INFOC$/),
      b_4: expect.stringMatching(/[+/=]/),
    });
  });
});
