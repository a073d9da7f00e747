import { describe, expect, it } from 'vitest';
import { applyPoll } from '../../src/alerts/apply-poll.ts';
import { diffFans, type KnownFans } from '../../src/alerts/diff-fans.ts';
import { needsNextPage } from '../../src/alerts/read-fan-list.ts';
import { type FanRow, parseFanPage, UnusableFanPage } from '../../src/alerts/validate-fan-page.ts';
import type { WatchRecord } from '../../src/storage/index.ts';

const row = (mid: number, mtime: number, relation: FanRow['relation'] = 'none'): FanRow => ({
  mid,
  mtime,
  relation,
  uname: `${mid}`,
  face: '',
  sign: '',
  official_verify: { type: -1, desc: '' },
  tag: [],
  special: false,
});
const seen = (total: number, ...rows: FanRow[]) => ({ total, rows, cut: false });
const mids = (rows: readonly FanRow[]) => rows.map(({ mid }) => mid);

describe('who is new', () => {
  const before: KnownFans = {
    known: new Map([
      [1, 10_000],
      [2, 9000],
    ]),
    newest: 10_000,
    total: 2000,
  };

  it('who came up to ten minutes before the newest of the last poll, and nobody older', () => {
    const news = diffFans(before, seen(2002, row(1, 10_000), row(3, 9400), row(4, 9399)));
    expect(mids(news.fans)).toEqual([3]);
  });

  it('nobody who is known, whatever the time says', () => {
    const news = diffFans(before, seen(2001, row(2, 20_000), row(1, 20_000, 'mutual')));
    expect([...news.fans, ...news.mutuals]).toEqual([]);
  });

  it('not for certain who is mutual when somebody known may have left and come back instead', () => {
    const news = diffFans(before, seen(2001, row(3, 20_000, 'mutual'), row(2, 19_000)));
    expect(mids(news.fans)).toEqual([]);
    expect(mids(news.mutuals)).toEqual([3]);
  });

  it('for certain who is not mutual, even when more came up than the total grew by', () => {
    const news = diffFans(before, seen(2001, row(4, 20_000, 'following'), row(3, 20_000)));
    expect(mids(news.fans)).toEqual([3]);
    expect(mids(news.mutuals)).toEqual([4]);
    expect(news.left).toBe(1);
  });

  it('is looked for on the next page while this one shows nobody in their old place', () => {
    const page = (...rows: FanRow[]) => ({ rows, total: 2060 });
    const turns = (...rows: FanRow[]) => needsNextPage(before, seen(2060, ...rows), page(...rows));
    expect(turns(row(3, 20_000), row(1, 19_000))).toBe(true);
    expect(turns(...Array.from({ length: 60 }, (_, index) => row(100 + index, 20_000)), row(1, 10_000))).toBe(
      false,
    );
    expect(turns(row(3, 20_000), row(4, 9000))).toBe(false);
  });

  it('is looked for there also when answers lag: the total grew by more than have come up', () => {
    const rows = [row(3, 20_000), row(1, 10_000), row(4, 9900)];
    expect(needsNextPage(before, seen(2002, ...rows), { rows, total: 2002 })).toBe(false);
    expect(needsNextPage(before, seen(2003, ...rows), { rows, total: 2003 })).toBe(true);
  });
});

describe('an answer says nothing', () => {
  const now = Date.UTC(2026, 0, 1);
  const at = now / 1000 - 60;
  const timed = (mtime: number | undefined) => ({ list: [{ ...row(1, at), mtime }], total: 5 });

  it.each<[string, UnusableFanPage['why'], Parameters<typeof parseFanPage>[0]]>([
    ['without a list', 'list', { list: null, total: 5 }],
    ['without a total', 'total', { list: [row(1, at)] }],
    ['when it is empty beside a total', 'empty', { list: [], total: 5 }],
    ['when times rise down the page', 'order', { list: [row(1, at - 1), row(2, at)], total: 5 }],
    ['without times', 'times', timed(undefined)],
    ['with a time of nothing', 'times', timed(0)],
    ['with a time before all times', 'times', timed(-1)],
    ['with a time from before there was a site', 'times', timed(1_200_000_000)],
    ['with a time from far in the future', 'times', timed(at + 2 * 86_400)],
    ['with a time in milliseconds', 'times', timed(now)],
    ['with one such time among good ones', 'times', { list: [row(1, at), row(2, 0)], total: 5 }],
    [
      'with more rows than were asked for',
      'rows',
      { list: Array.from({ length: 51 }, (_, index) => row(index + 1, at)), total: 60 },
    ],
    ['with more rows than it counts', 'rows', { list: [row(1, at), row(2, at)], total: 1 }],
    ['with somebody twice', 'rows', { list: [row(1, at), row(1, at)], total: 5 }],
    ['with a row of nobody', 'rows', { list: [row(1, at), row(0, at)], total: 5 }],
  ])('%s', (_, why, answer) => {
    const error = (() => {
      try {
        return parseFanPage(answer, 1, now);
      } catch (caught) {
        return caught;
      }
    })();
    expect(error).toBeInstanceOf(UnusableFanPage);
    expect(error).toMatchObject({ why });
  });

  it('but an empty list of nobody does, and one beyond the end', () => {
    expect(parseFanPage({ list: [], total: 0 }, 1, now)).toEqual({ rows: [], total: 0 });
    expect(parseFanPage({ list: [], total: 60 }, 3, now)).toEqual({ rows: [], total: 60 });
  });

  it('and one does by a clock that is hours behind', () => {
    expect(parseFanPage(timed(at), 1, now - 20 * 3600_000).rows).toHaveLength(1);
  });
});

/** A good poll at a time (ms) that says nothing of how many follow whom. */
const goodPoll = (fans: ReturnType<typeof seen>, now: number) => ({
  seen: fans,
  followers: new Map<number, number>(),
  now,
  away: undefined,
});

it('a time from the future hides nobody who comes later', () => {
  const now = 50_000_000;
  const record: WatchRecord = {
    known: [[1, 10_000]],
    former: [],
    total: 1,
    newest: 10_000,
    lookedAt: now,
    milestone: 0,
    chats: {},
  };
  const first = applyPoll(record, goodPoll(seen(2, row(2, 9_999_999), row(1, 10_000)), now));
  expect(mids(first.news.fans)).toEqual([2]);
  const second = applyPoll(
    first.record,
    goodPoll(seen(3, row(2, 9_999_999), row(3, 50_060), row(1, 10_000)), now + 60_000),
  );
  expect(mids(second.news.fans)).toEqual([3]);
});

it('the newest thousand are known, and who falls out of them is remembered for a month', () => {
  const day = 86_400_000;
  const record: WatchRecord = {
    known: Array.from({ length: 1000 }, (_, index) => [index + 1, 5000 - index]),
    former: [[7777, 0]],
    total: 1000,
    newest: 5000,
    lookedAt: 0,
    milestone: 1000,
    chats: {},
  };
  const { record: after } = applyPoll(
    record,
    goodPoll(seen(1002, row(2001, 6001), row(2000, 6000)), 30 * day),
  );
  expect(after.known).toHaveLength(1000);
  expect(after.known.slice(0, 3).map(([mid]) => mid)).toEqual([2001, 2000, 1]);
  expect(after.former).toEqual([
    [999, 30 * day],
    [1000, 30 * day],
  ]);
});
