import { expect } from 'vitest';
import { findOrMakeKeys, openStore, type Store } from '../../src/storage/index.ts';
import type { Actor } from '../support/guanxi.ts';
import { type FanMessage, fansOf } from './fan-messages.ts';
import { patience, type Stage } from './stage.ts';

/**
 * Runs the program until everybody is reported, stops it, lets it poll each account once more, and checks all
 * messages against the promise: each new fan reported at least once, at most once more per crash or message
 * of unknown outcome (with at most as many repeats per chat), and nobody reported who is not new.
 * @param story what happened, for the error
 */
export async function judge(stage: Stage, story: () => string = () => ''): Promise<void> {
  const { config } = stage;
  const { keys } = await findOrMakeKeys(config.storeUrl, config.secretKeys);
  await stage.start().printed('"msg":"running');
  const store = await openStore({ url: config.storeUrl, keys });
  await allReported(stage, store);
  await stage.stop();
  const before = await readMessages(stage, store);

  const polled = stage.untilPolled(1);
  stage.start();
  await polled;
  await stage.stop();
  const after = await readMessages(stage, store);
  await store.close();
  expect(violations(stage, after), story()).toEqual([]);
  expect(repeatsIn(after).length, `a good end repeats nothing\n${story()}`).toBe(repeatsIn(before).length);
}

/** A message with all the people it reports. */
type ReportedMessage = FanMessage & { chat: number; everybody: readonly number[] };

async function readMessages(stage: Stage, store: Store): Promise<ReportedMessage[]> {
  const chats = [...new Set(stage.watches.map(({ chat }) => chat))];
  return (await Promise.all(chats.map((chat) => readMessagesOf(chat, stage, store)))).flat();
}

async function readMessagesOf(
  actor: Actor,
  { side, watches, newcomers, world }: Stage,
  store: Store,
): Promise<ReportedMessage[]> {
  const id = await side.idOf(actor, store);
  const own = watches.filter(({ chat }) => chat === actor).map(({ mid }) => mid);
  const followed = own.flatMap((mid) =>
    world.followingsOf(mid).filter((fan) => newcomers.get(mid)?.has(fan)),
  );
  const all: ReportedMessage[] = [];
  for (const told of side.fanMessagesIn(actor)) {
    const before = new Set(all.flatMap(({ everybody }) => everybody));
    const likeliest = followed.toSorted((one, other) => Number(before.has(one)) - Number(before.has(other)));
    const fans = await fansOf(told, id, store.digests, likeliest);
    all.push({ ...told, chat: actor.chat, everybody: [...fans, ...told.mutuals] });
  }
  return all;
}

/** How far time moves whenever the program waits only for time, and at most; ms. */
const [passing, longest] = [600_000, 48 * 3600_000];

/** Resolves when all current new fans are reported and nothing is pending, or when patience runs out. */
async function allReported(stage: Stage, store: Store): Promise<void> {
  const isTold = async () =>
    notReported(stage, await readMessages(stage, store)).length === 0 && !(await hasPending(store));
  if (stage.pass !== undefined) {
    for (let passed = 0; passed < longest; passed += passing) {
      if (await isTold()) return;
      await stage.pass(passing);
    }
    return;
  }
  const end = AbortSignal.timeout(patience);
  while (!end.aborted && !(await isTold())) {
    const { promise: more, resolve } = Promise.withResolvers<void>();
    const off = stage.side.onShown(() => resolve());
    const later = setTimeout(resolve, 1000);
    await more;
    off();
    clearTimeout(later);
  }
}

/**
 * Whether a chat has pending alerts. They may repeat what it has already seen: a killed program did not
 * record the delivery, or on QQ nobody confirmed it.
 */
async function hasPending(store: Store): Promise<boolean> {
  for await (const [, { chats }] of store.watches.all())
    if (Object.values(chats).some(({ pending }) => pending !== undefined)) return true;
  return false;
}

/** New fans that a chat was not told of. */
function notReported(
  { watches, newcomers, world }: Stage,
  all: readonly ReportedMessage[],
): { chat: number; fan: number }[] {
  return watches.flatMap(({ chat: { chat }, mid }) => {
    const there = new Set(world.fansOf(mid));
    const told = new Set(all.flatMap((one) => (one.chat === chat ? one.everybody : [])));
    return [...(newcomers.get(mid) ?? [])]
      .filter((fan) => there.has(fan) && !told.has(fan))
      .map((fan) => ({ chat, fan }));
  });
}

/** Messages that report somebody the chat was already told of. */
function repeatsIn(all: readonly ReportedMessage[]): ReportedMessage[] {
  const told = new Set<string>();
  return all.filter(({ chat, everybody }) => {
    const people = everybody.map((fan) => `${chat}:${fan}`);
    const again = people.some((one) => told.has(one));
    for (const one of people) told.add(one);
    return again;
  });
}

/** What breaks the promise, one sentence each. */
function violations(stage: Stage, all: readonly ReportedMessage[]): string[] {
  const { watches, newcomers, mutuals } = stage;
  const crashes = stage.crashes + stage.side.doubts;
  const found = notReported(stage, all).map(({ chat, fan }) => `${chat} was never told of ${fan}`);
  for (const chat of new Set(watches.map((watch) => watch.chat.chat))) {
    const own = watches.filter((watch) => watch.chat.chat === chat).map(({ mid }) => mid);
    const isNew = (fan: number) => own.some((mid) => newcomers.get(mid)?.has(fan));
    const times = new Map<number, number>();
    for (const told of all.filter((one) => one.chat === chat)) {
      const count = told.everybody.length - told.mutuals.length;
      if (told.count !== count && !stage.torn)
        found.push(`${chat} was told of ${told.count}, but shown ${count}`);
      const fans = told.everybody.slice(0, count);
      for (const fan of fans) if (!isNew(fan)) found.push(`${chat} was told of ${fan}, who is not new`);
      for (const fan of told.mutuals)
        if (!isNew(fan) && !mutuals.has(fan)) found.push(`${chat} was told that ${fan} is mutual now`);
      for (const fan of told.everybody) times.set(fan, (times.get(fan) ?? 0) + 1);
    }
    for (const [fan, count] of times)
      if (count > 1 + crashes)
        found.push(`${chat} was told of ${fan} ${count} times after ${crashes} crashes`);
    const repeats = repeatsIn(all).filter((one) => one.chat === chat).length;
    if (repeats > crashes) found.push(`${chat} got ${repeats} repeats after ${crashes} crashes`);
  }
  return found;
}

/** How often each chat watching the account was told of a fan, in the order of the watches. */
export function timesTold({ side, watches }: Stage, mid: number, fan: number): number[] {
  return watches
    .filter((watch) => watch.mid === mid)
    .map(({ chat }) => side.fanMessagesIn(chat).filter(({ fans }) => fans.includes(fan)).length);
}
