import { describe, expect, it } from 'vitest';
import { type AlertKindName, alertKindNames, type Fan, type Outbox } from '../../src/alerts/index.ts';
import { mergeOutboxes, removeSent } from '../../src/alerts/outbox.ts';
import { fanBatchOf } from '../../src/alerts/people-in-outbox.ts';
import { watches } from '../../src/storage/watch-records.ts';
import { told, toldLost } from './sent-messages.ts';
import { chat, day, hour, me, minute, watched } from './site.ts';

const fan = (mid: number): Fan => ({ mid, name: `${mid}`, sign: '', face: '', at: 0, followed: false });

/** Something of each kind; a kind that is not here does not compile. */
const samples: { readonly [K in AlertKindName]: Required<Outbox>[K] } = {
  bigFans: fanBatchOf([fan(1)]),
  fans: fanBatchOf([fan(2)]),
  mutuals: fanBatchOf([fan(3)]),
  lost: fanBatchOf([fan(4)]),
  netLoss: { from: 5, to: 4 },
  milestones: [100],
  notices: [{ kind: 'started', at: 1 }],
};

it('a record of version 0.1 opens as it was written', () => {
  const nobody = { first: [], more: [], beyond: 0 };
  const written = {
    known: [[5, 1_700_000_000]],
    former: [[6, 1_700_000_000_000]],
    total: 1,
    newest: 1_700_000_000,
    lookedAt: 1_700_000_000_000,
    milestone: 0,
    compare: 'tell',
    trouble: { why: 'risk', since: 1_700_000_000_000, until: 1_700_000_300_000 },
    chats: {
      '7': {
        settings: { fans: true, lost: true, milestones: true, refollowDays: 30 },
        to: { chat: -100, thread: 3 },
        loginLost: 1_700_000_000_000,
        anew: 'restarted',
        paused: { why: 'gone', since: 1_700_000_000_000 },
        pending: {
          fans: { first: [fan(1)], more: [2], beyond: 3, atLeast: true },
          mutuals: nobody,
          lost: { ...nobody, more: [4] },
          milestones: [100],
          notices: [{ kind: 'recovered', of: 'risk', at: 1 }],
          away: 1_700_000_000_000,
        },
      },
    },
  };
  expect(watches.version ?? 1).toBe(1);
  expect(watches.schema.parse(written)).toEqual(written);
});

describe('every kind', () => {
  it.each(alertKindNames)('waits in an outbox until it was sent: %s', (name) => {
    const waiting = mergeOutboxes(undefined, { [name]: samples[name] });
    expect(waiting?.[name]).toEqual(samples[name]);
    expect(waiting && removeSent(waiting, waiting)).toBeUndefined();
  });

  it.each(alertKindNames)('stays when another was sent: %s', (name) => {
    const waiting = mergeOutboxes(undefined, samples);
    const others = mergeOutboxes(undefined, { ...samples, [name]: undefined });
    expect(waiting && others && removeSent(waiting, others)?.[name]).toEqual(samples[name]);
  });

  it('is told of once where two chats become one that were to be told the same', () => {
    const one = mergeOutboxes(undefined, samples);
    expect(mergeOutboxes(one, one)).toEqual(one);
  });
});

describe('net loss', () => {
  const falls = (sent: readonly { netLoss?: { from: number; to: number } }[]) =>
    sent.flatMap(({ netLoss }) => (netLoss ? [[netLoss.from, netLoss.to]] : []));

  it('is told from a fall of one, and for a day not again; then of the whole day', async () => {
    const { world, sent, alerts, pass } = await watched({ fans: 30 });
    await alerts.changeSubscription(chat, me, { netLoss: true });
    world.loseFans(me, 1);
    await pass(hour);
    expect(falls(sent)).toEqual([[30, 29]]);
    world.loseFans(me, 2);
    await pass(20 * hour);
    world.loseFans(me, 1);
    await pass(2 * hour);
    expect(falls(sent)).toEqual([[30, 29]]);
    await pass(3 * hour);
    expect(falls(sent)).toEqual([
      [30, 29],
      [29, 26],
    ]);
  });

  it('follows the total up, and is none where as many came in that day as left', async () => {
    const { world, sent, alerts, pass } = await watched({ fans: 30 });
    await alerts.changeSubscription(chat, me, { netLoss: true });
    world.gainFans(me, 5);
    await pass(hour);
    world.loseFans(me, 2);
    await pass(hour);
    expect(falls(sent)).toEqual([[35, 33]]);
    world.loseFans(me, 3);
    world.gainFans(me, 3);
    await pass(2 * day);
    expect(falls(sent)).toEqual([[35, 33]]);
  });

  it('works above a thousand fans, and asks for nothing more than the polls do', async () => {
    const { world, sent, alerts, poll, pages } = await watched({ fans: 1100 });
    await alerts.changeSubscription(chat, me, { netLoss: true });
    world.loseFans(me, 3);
    pages();
    await poll();
    expect(falls(sent)).toEqual([[1100, 1097]]);
    expect(pages()).toBe(1);
  });

  it('begins with the next poll where nobody was polled before, and again when it was off', async () => {
    const { world, sent, alerts, pass } = await watched({ fans: 30 });
    await alerts.changeSubscription(chat, me, { fans: false, milestones: false });
    world.loseFans(me, 5);
    const view = await alerts.changeSubscription(chat, me, { netLoss: true });
    expect(view?.netLoss).toEqual({ since: expect.any(Number) });
    await pass(hour);
    expect(falls(sent)).toEqual([]);
    world.loseFans(me, 1);
    await pass(hour);
    expect(falls(sent)).toEqual([[25, 24]]);
    await alerts.changeSubscription(chat, me, { netLoss: false });
    world.loseFans(me, 1);
    await pass(hour);
    await alerts.changeSubscription(chat, me, { netLoss: true });
    await pass(hour);
    world.loseFans(me, 1);
    await pass(hour);
    expect(falls(sent).at(-1)).toEqual([23, 22]);
  });

  it('that waits for the chat is summed up', () => {
    const waiting = mergeOutboxes(mergeOutboxes(undefined, { netLoss: { from: 9, to: 8 } }), {
      netLoss: { from: 8, to: 5 },
    });
    expect(waiting?.netLoss).toEqual({ from: 9, to: 5 });
    const left = waiting && removeSent(waiting, { ...waiting, netLoss: { from: 9, to: 8 } });
    expect(left?.netLoss).toEqual({ from: 8, to: 5 });
  });
});

describe('big fans', () => {
  /** Somebody new with so many fans. */
  const comes = ({ world, people }: Awaited<ReturnType<typeof watched>>, fans: number) => {
    const [mid = 0] = people(1);
    world.gainFans(mid, fans);
    world.follow(mid, me);
    return mid;
  };

  it('are told of in quiet hours when wanted, and the others afterwards, each once', async () => {
    const site = await watched({ fans: 5 });
    await site.alerts.changeSubscription(chat, me, { bigFans: true, bigFrom: 10, bigThroughQuiet: true });
    const from = new Date(site.clock.now()).getUTCHours() * 60;
    site.quiet.set(chat, { from, to: from + 300, timezone: 'UTC' });
    const small = comes(site, 3);
    await site.poll();
    expect(site.sent).toEqual([]);
    const big = comes(site, 12);
    await site.poll();
    expect(site.sent.map((digest) => told([digest]))).toEqual([[big]]);
    await site.pass(6 * hour);
    expect(site.sent.map((digest) => told([digest]))).toEqual([[big], [small]]);
  });

  it('of whom it is not known wait for the end of the quiet hours', async () => {
    const site = await watched({ fans: 5 });
    await site.alerts.changeSubscription(chat, me, {
      fans: false,
      bigFans: true,
      bigFrom: 10,
      bigThroughQuiet: true,
    });
    const from = new Date(site.clock.now()).getUTCHours() * 60;
    site.quiet.set(chat, { from, to: from + 300, timezone: 'UTC' });
    site.world.faults.set('relation/stats', { kind: 'http', status: 502 });
    const unknown = comes(site, 12);
    await site.pass(hour);
    expect(site.sent).toEqual([]);
    await site.pass(5 * hour);
    expect(told(site.sent)).toEqual([unknown]);
  });
});

describe('names of lost fans', () => {
  it('are those they were told of by, also after a restart', async () => {
    const site = await watched({ fans: 30 });
    await site.alerts.changeSubscription(chat, me, { lost: true });
    await site.poll();
    const [mid = 0] = site.people(1);
    site.world.follow(mid, me);
    await site.poll();
    await site.alerts.stop();
    const second = await site.engine();
    await second.pass(minute);
    site.world.unfollow(mid, me);
    await second.pass(2 * hour);
    expect(toldLost(second.sent)).toEqual([mid]);
    expect(second.sent[0]?.lost.first[0]?.name).toBe(site.world.person(mid)?.name);
    expect((await site.records.get(String(me)))?.names).toBeUndefined();
  });
});
