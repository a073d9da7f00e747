import { describe, expect, it } from 'vitest';
import {
  extentOfPanel,
  type ListPanel,
  newListPanel,
  shownRows,
  toggleChosenPage,
  withoutRows,
} from '../../../src/commands/lists/list-panel-state.ts';
import { turnToPage } from '../../../src/commands/lists/load-page.ts';
import { movesFrom, pagesOf } from '../../../src/people/page-arithmetic.ts';
import fc from '../../support/fast-check.ts';

const me = 100001;

/** A list of fans, newest first, as the site counts it: by the page, with nobody's place kept. */
function createSite(count: number, { window = 1000, closed = new Set<number>() } = {}) {
  const people = Array.from({ length: count }, (_, index) => count - index);
  let [newest, requests] = [count, 0];
  const session = {
    mid: me,
    relations: {
      followers: async ({ ps, pn }: { ps: number; pn: number }) => {
        requests += 1;
        const list = people
          .slice((pn - 1) * ps, Math.min(pn * ps, window))
          .filter((mid) => !closed.has(mid))
          .map((mid) => ({
            mid,
            uname: `人${mid}`,
            attribute: 0,
            mtime: mid,
            official_verify: { type: -1 },
          }));
        return { list, total: people.length };
      },
    },
  };
  return {
    people,
    arrive(more: number) {
      for (let one = 0; one < more; one += 1) people.unshift(++newest);
    },
    leave(place: number) {
      if (people.length > 1) people.splice(place % people.length, 1);
    },
    async turn(panel: ListPanel, page: number) {
      requests = 0;
      // The list asks nothing else of a session.
      const turned = await turnToPage(panel, page, {
        session: session as never,
        now: () => 0,
        signal: new AbortController().signal,
      });
      return { panel: turned, requests };
    },
  };
}

const fans = () => newListPanel(me, { list: 'fans', of: me });
const shown = (panel: ListPanel) => shownRows(panel).map(({ mid }) => mid);

/** What happens before a press: so many come, those at these places leave, and whether the rows were forgotten. */
const happening = fc.record({
  arrivals: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 0, max: 9 }) },
    fc.integer({ min: 0, max: 90 }),
  ),
  departures: fc.array(fc.nat(500), { maxLength: 6 }),
  forgotten: fc.boolean(),
});

/** Requests a press may cost: one, one more when the list has moved, and a third when by more than a block. */
const most = (life: readonly Happening[]) =>
  life.reduce((sum, { arrivals }) => sum + arrivals, 0) < 40 ? 2 : 3;

type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

function play(
  site: ReturnType<typeof createSite>,
  panel: ListPanel,
  happened: Happening | undefined,
): ListPanel {
  if (happened === undefined) return panel;
  site.arrive(happened.arrivals);
  for (const place of happened.departures) site.leave(place);
  return happened.forgotten ? withoutRows(panel) : panel;
}

describe('people who come and leave while one pages', () => {
  it('on to the end, nobody is shown twice and nobody is skipped who was there all the time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 400 }),
        fc.array(happening, { maxLength: 8 }),
        async (count, life) => {
          const site = createSite(count);
          const before = [...site.people];
          let { panel } = await site.turn(fans(), 1);
          const seen = shown(panel);
          for (let press = 0; ; press += 1) {
            const { next } = movesFrom(panel.page, extentOfPanel(panel));
            if (next === undefined) break;
            const [from, last] = [panel.page, seen.at(-1)];
            const turned = await site.turn(play(site, panel, life[press]), next);
            ({ panel } = turned);
            // Who came last may have left.
            if (panel.page === from || (site.people.at(-1) ?? 0) >= (last ?? 0)) break;
            expect(turned.requests).toBeLessThanOrEqual(most(life));
            expect(panel.page).toBe(next);
            expect(shown(panel).length).toBeGreaterThan(0);
            expect(shown(panel).every((mid) => mid < (last ?? 0))).toBe(true);
            seen.push(...shown(panel));
          }
          expect(new Set(seen).size).toBe(seen.length);
          const stayed = before.filter((mid) => site.people.includes(mid));
          expect(stayed.filter((mid) => !seen.includes(mid))).toEqual([]);
        },
      ),
    );
  }, 60_000);

  it('back to the first page, nobody is shown twice and nobody is skipped', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 100, max: 400 }),
        // As many leaving below as come above change no number and no row that is read.
        fc.oneof(
          fc.array(
            happening.map((one) => ({ ...one, departures: [] })),
            { maxLength: 8 },
          ),
          fc.array(
            happening.map((one) => ({ ...one, arrivals: 0 })),
            { maxLength: 8 },
          ),
        ),
        async (count, life) => {
          const site = createSite(count);
          let { panel } = await site.turn(fans(), Math.ceil(count / 8));
          const above = site.people.slice(0, site.people.indexOf(shown(panel)[0] ?? 0));
          const seen = shown(panel).reverse();
          for (let press = 0; ; press += 1) {
            const { previous } = movesFrom(panel.page, extentOfPanel(panel));
            if (previous === undefined) break;
            const turned = await site.turn(play(site, panel, life[press]), previous);
            ({ panel } = turned);
            expect(turned.requests).toBeLessThanOrEqual(most(life));
            expect(shown(panel).length).toBeGreaterThan(0);
            seen.push(...shown(panel).reverse());
          }
          expect(new Set(seen).size).toBe(seen.length);
          const stayed = above.filter((mid) => site.people.includes(mid));
          expect(stayed.filter((mid) => !seen.includes(mid))).toEqual([]);
        },
      ),
    );
  }, 60_000);
});

/** Presses › or +10 until it is missing, and returns where that ends. */
async function toTheEnd(
  site: ReturnType<typeof createSite>,
  opened: ListPanel,
  way: 'next' | 'ahead',
): Promise<ListPanel> {
  let panel = opened;
  for (;;) {
    const next = movesFrom(panel.page, extentOfPanel(panel))[way];
    if (next === undefined) return panel;
    ({ panel } = await site.turn(panel, next));
    expect(panel.page).toBe(next);
  }
}

describe('no button leads where the site shows nobody', () => {
  it('whatever the site counts, leaves out and shows of the fans of another', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1200 }),
        fc.constantFrom(100, 1000),
        async (count, window) => {
          const site = createSite(count, { window });
          const theirs = newListPanel(me, { list: 'fans', of: 5 });
          const opened = (await site.turn(theirs, 1)).panel;
          for (const way of ['next', 'ahead'] as const) {
            const last = await toTheEnd(site, opened, way);
            expect(shown(last).at(-1)).toBe(site.people[Math.min(count, window) - 1]);
          }
        },
      ),
      { numRuns: 50 },
    );
  }, 60_000);

  it('over closed accounts, which the site counts and leaves out, everyone else is shown once, there and back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 60, max: 400 }),
        fc.uniqueArray(fc.integer({ min: 2, max: 400 }), { maxLength: 30 }),
        async (count, closed) => {
          const site = createSite(count, { closed: new Set(closed) });
          const open = site.people.filter((mid) => !closed.includes(mid));
          let { panel } = await site.turn(fans(), 1);
          const seen = [shown(panel)];
          for (;;) {
            const { next } = movesFrom(panel.page, extentOfPanel(panel));
            if (next === undefined) break;
            ({ panel } = await site.turn(panel, next));
            seen.push(shown(panel));
          }
          expect(seen.flat()).toEqual(open);
          const back = [shown(panel)];
          for (;;) {
            const { previous } = movesFrom(panel.page, extentOfPanel(panel));
            if (previous === undefined) break;
            ({ panel } = await site.turn(panel, previous));
            back.unshift(shown(panel));
          }
          expect(back.flat()).toEqual(open);
        },
      ),
    );
  }, 60_000);

  it('a block that comes short is the end when nobody comes after it', async () => {
    const { panel, requests } = await createSite(130, { window: 40 }).turn(fans(), 1);
    expect(pagesOf(extentOfPanel(panel), panel.page)).toEqual({ pages: 5, open: false });
    expect(requests).toBe(2);
  });
});

it('a panel of version 0.1 turns its pages as before', async () => {
  const site = createSite(200);
  const { panel } = await site.turn(fans(), 6);
  const { reached: _, block, ...rest } = panel;
  if (block === undefined) throw new TypeError('Nothing was read');
  const { from: __, next: ___, ...rows } = block;
  const turned = await site.turn({ ...rest, block: rows }, 7);
  expect(shown(turned.panel)).toEqual(site.people.slice(48, 56));
  expect(turned.requests).toBe(1);
});

it('those who are chosen stay chosen while the list moves', async () => {
  const site = createSite(200);
  let { panel } = await site.turn(fans(), 6);
  panel = toggleChosenPage({ ...panel, selecting: true });
  site.arrive(3);
  const turned = await site.turn(panel, 7);
  expect(turned.panel.chosen).toEqual(panel.chosen);
  expect(shown(turned.panel)).toEqual(site.people.slice(51, 59));
  expect(turned.requests).toBe(1);
});
