import { describe, expect, it } from 'vitest';
import { ParameterError, type Session } from '../../src/api/index.ts';
import fc from '../support/fast-check.ts';
import { cookieLogin, rejection, startHarness } from './harness.ts';

const fifty = Array.from({ length: 50 }, (_, index) => index + 1);

/** A call past the type checker, as from a value the types do not know well enough. */
const loose = <T>(value: unknown) => value as T;

const wrong: [string, (session: Session) => Promise<unknown>, string][] = [
  ['a mid of 0', (s) => s.people.stat({ vmid: 0 }), 'vmid'],
  ['a negative mid', (s) => s.relations.relation({ fid: -1 }), 'fid'],
  ['a fractional mid', (s) => s.relations.relation({ fid: 1.5 }), 'fid'],
  ['a mid beyond what numbers hold', (s) => s.relations.relation({ fid: 2 ** 53 }), 'fid'],
  ['a mid as text', (s) => s.relations.relation({ fid: loose<number>('14082') }), 'fid'],
  ['no mid', (s) => s.relations.relation(loose({})), 'fid'],
  ['an unknown parameter', (s) => s.relations.relation(loose({ fid: 1, mid: 2 })), 'mid'],
  ['51 people in a batch', (s) => s.relations.batchModify({ fids: [...fifty, 51], act: 1 }), 'fids'],
  ['nobody in a batch', (s) => s.relations.batchModify({ fids: [], act: 1 }), 'fids'],
  ['a wrong mid in a batch', (s) => s.relations.batchModify({ fids: [1, 0], act: 1 }), 'fids'],
  ['act 2 for a batch', (s) => s.relations.batchModify({ fids: [1], act: loose<1>(2) }), 'act'],
  ['act 0', (s) => s.relations.modify({ fid: 1, act: 0 }), 'act'],
  ['act 8', (s) => s.relations.modify({ fid: 1, act: 8 }), 'act'],
  ['51 rows a page', (s) => s.relations.followers({ vmid: 1, ps: 51 }), 'ps'],
  ['page 0', (s) => s.relations.followers({ vmid: 1, pn: 0 }), 'pn'],
  ['51 relations', (s) => s.relations.relations({ fids: [...fifty, 51] }), 'fids'],
  ['51 people for their names', (s) => s.people.cards({ uids: [...fifty, 51] }), 'uids'],
  ['21 people for their counts', (s) => s.people.stats({ mids: fifty.slice(0, 21) }), 'mids'],
  ['a group without a name', (s) => s.groups.create({ tag: '' }), 'tag'],
  ['a group named with spaces', (s) => s.groups.create({ tag: '   ' }), 'tag'],
  ['a group name of 17 characters', (s) => s.groups.rename({ tagid: 1, name: '一'.repeat(17) }), 'name'],
  ['51 people for a group', (s) => s.groups.setFor({ fids: [...fifty, 51], tagids: [1] }), 'fids'],
  ['no group', (s) => s.groups.copyTo({ fids: [1], tagids: [] }), 'tagids'],
  ['a video by nothing', (s) => s.videos.view({}), 'bvid'],
  ['a video by both numbers', (s) => s.videos.view({ bvid: 'BV1xx411c7mD', aid: 2 }), 'bvid'],
  ['a bvid that is none', (s) => s.videos.view({ bvid: 'BV1' }), 'bvid'],
  ['a search for nothing', (s) => s.people.search({ keyword: '' }), 'keyword'],
];

describe('parameters', () => {
  it.each(wrong)('%s are refused before any request', async (_, call, parameter) => {
    const { site, session } = await startHarness();

    const error = await rejection(call(session()));

    expect(error).toBeInstanceOf(ParameterError);
    expect(error).toBeInstanceOf(RangeError);
    expect(error).toMatchObject({ parameter, accepted: expect.stringMatching(/./) });
    expect(site.requests).toHaveLength(0);
  });

  it('are refused before the daily check of a login too', async () => {
    const { site, session } = await startHarness();
    const old = session(cookieLogin({ madeAt: 0 }));
    await expect(old.people.stat({ vmid: 0 })).rejects.toBeInstanceOf(ParameterError);
    expect(site.requests).toHaveLength(0);
  });

  it('take group names of 16 characters, an emoji being one', async () => {
    const { site, session } = await startHarness();
    site.on('x/relation/tag/create', { json: { code: 0, message: '0', data: { tagid: 1 } } });
    const name = `${'一'.repeat(15)}😀`;

    await session().groups.create({ tag: `  ${name} ` });

    expect(site.requests[0]?.form.tag).toBe(name);
  });

  it('take 50 people in a batch and mids of 16 digits', async () => {
    const { site, session } = await startHarness();
    site.on('x/relation/batch/modify', { json: { code: 0, message: '0', data: { failed_fids: [] } } });
    const fids = [...fifty.slice(1), 3494375621396821];

    await session().relations.batchModify({ fids, act: 5 });

    expect(site.requests[0]?.form.fids).toBe(fids.join(','));
  });

  it('arrive as they were given, whatever characters they hold', async () => {
    const { site, session } = await startHarness();
    site.on('x/relation/followings/search', {
      json: { code: 0, message: '0', data: { list: [], total: 0 } },
    });
    const mine = session();

    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (name) => {
        await mine.relations.searchFollowings({ vmid: 1, name });
        expect(site.requests.at(-1)?.query.name).toBe(name.toWellFormed());
      }),
      { numRuns: 50 },
    );
  });
});
