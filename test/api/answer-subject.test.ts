import { describe, expect, it } from 'vitest';
import { fixture } from '../support/fixture.ts';
import { me, startHarness } from './harness.ts';

const ok = (data: unknown) => ({ json: { code: 0, message: '0', data } });
const asked = 701003;
const other = 701004;

const side = (mid: number | string, attribute = 2) => ({ mid, attribute, mtime: 5, tag: null, special: 0 });
const stat = (mid: number) => ({ mid, following: 1, follower: 2 });
const card = (mid: number) => ({ card: { mid: String(mid), name: 'a', face: '' }, follower: 1 });
const video = (bvid: string, aid: number) => ({ bvid, aid, owner: { mid: asked, name: 'a', face: '' } });

describe('an answer about somebody else is no answer', () => {
  const rows: [string, string, (calls: Session) => Promise<unknown>, unknown][] = [
    ['one side of a relation', 'x/relation', (s) => s.relations.relation({ fid: asked }), side(other)],
    [
      'relations, one under the mid of another',
      'x/relation/relations',
      (s) => s.relations.relations({ fids: [asked] }),
      { [asked]: side(other) },
    ],
    [
      'relations to somebody who was not asked for',
      'x/relation/relations',
      (s) => s.relations.relations({ fids: [asked] }),
      { [other]: side(other) },
    ],
    [
      'both sides of many',
      'x/relation/interrelations',
      (s) => s.relations.interrelations({ fids: [asked] }),
      { [asked]: { ...side(other), is_followed: true } },
    ],
    [
      'both sides',
      'x/web-interface/relation',
      (s) => s.relations.webBothSides({ mid: asked }),
      { relation: side(other), be_relation: side(me) },
    ],
    ['counts', 'x/relation/stat', (s) => s.people.stat({ vmid: asked }), stat(other)],
    [
      'counts of several',
      'x/relation/stats',
      (s) => s.people.stats({ mids: [asked] }),
      { [asked]: stat(other) },
    ],
    ['a card', 'x/web-interface/card', (s) => s.people.card({ mid: asked }), card(other)],
    [
      'names of several',
      'x/polymer/pc-electron/v1/user/cards',
      (s) => s.people.cards({ uids: [asked] }),
      { [asked]: { mid: String(other), name: 'a', face: '' } },
    ],
    [
      'a video by its BV number',
      'x/web-interface/view',
      (s) => s.videos.view({ bvid: 'BV1xx411c7mD' }),
      video('BV1xx411c7mE', 2),
    ],
    [
      'a video by its av number',
      'x/web-interface/view',
      (s) => s.videos.view({ aid: 170001 }),
      video('BV1xx411c7mD', 170002),
    ],
  ];

  it.each(rows)('%s', async (_, path, ask, data) => {
    const { site, session } = await startHarness();
    site.on(path, ok(data));
    await expect(ask(session())).rejects.toThrow('about somebody else');
  });
});

type Session = ReturnType<Awaited<ReturnType<typeof startHarness>>['session']>;

describe('both sides of a relation', () => {
  const web = 'x/web-interface/relation';
  const signed = 'x/space/wbi/acc/relation';

  const nav = { json: fixture('people.nav') };

  it('come from the second endpoint when the first about somebody else, on either side', async () => {
    const { site, session } = await startHarness();
    site.on('x/web-interface/nav', nav);
    site.on(signed, ok({ relation: side(asked), be_relation: side(me, 0) }));
    site.on(web, ok({ relation: side(other), be_relation: side(me) }));
    expect((await session().bothSides.one(asked)).mine.mid).toBe(asked);
    site.on(web, ok({ relation: side(asked), be_relation: side(other) }));
    expect((await session().bothSides.one(asked)).theirs.relation).toBe('none');
  });

  it('are not known when both do', async () => {
    const { site, session } = await startHarness();
    site.on('x/web-interface/nav', nav);
    for (const path of [web, signed]) site.on(path, ok({ relation: side(asked), be_relation: side(other) }));
    await expect(session().bothSides.one(asked)).rejects.toMatchObject({ why: 'answer' });
  });

  it('may be empty rows, where there is no relation', async () => {
    const { site, session } = await startHarness();
    site.on(web, ok({ relation: side(asked), be_relation: side(0, 0) }));
    expect((await session().bothSides.one(asked)).theirs.relation).toBe('none');
    site.on('x/relation', ok(side(0, 0)));
    expect((await session().relations.relation({ fid: asked })).relation).toBe('none');
    site.on('x/relation', ok(side(0, 2)));
    await expect(session().relations.relation({ fid: asked })).rejects.toMatchObject({ why: 'answer' });
  });
});
