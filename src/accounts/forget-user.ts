import type { ChatRecord, Repository, Store, WatchRecord } from '../storage/index.ts';
import { readPrivateChats } from './chats-of-one-person.ts';

/** How many records of a user were deleted, by kind. */
export interface DeletedCounts {
  /** Bilibili logins. */
  logins: number;
  /** Accounts watched for the user, with their undelivered alerts. */
  subscriptions: number;
  jobs: number;
  notes: number;
  /** Groups and topics that were linked to the user. */
  groups: number;
  /** The users whose private chats were joined to this one. They are separated; their own data is kept. */
  joined: readonly number[];
}

/**
 * Deletes everything stored about a user: logins, alerts, jobs, notes, linked groups, open questions. Run it
 * only while no bot uses the store: a running bot would write back what it has in memory. State kept for
 * message buttons is not deleted here; it expires within a day.
 */
export async function forgetUser(store: Store, user: number): Promise<DeletedCounts> {
  const { chats } = store;
  const record = await chats.get(String(user));
  const joined = (await readPrivateChats(chats, user)).map(({ chat }) => chat).filter((one) => one !== user);
  const groups = (record?.links ?? []).map(({ chat }) => chat);
  const forgotten: DeletedCounts = {
    logins: 0,
    subscriptions: 0,
    jobs: 0,
    notes: 0,
    groups: groups.length,
    joined,
  };
  for (const one of joined) await separateFrom(chats, one, user);
  for await (const [mid, watch] of store.watches.all()) {
    if (watch.chats[user] !== undefined) forgotten.subscriptions += 1;
    const left = withoutSubscriber(watch, user, [user, ...groups]);
    if (left === watch) continue;
    if (Object.keys(left.chats).length === 0) await store.watches.remove(mid);
    else
      await store.watches.update(
        mid,
        (current) => current && withoutSubscriber(current, user, [user, ...groups]),
      );
  }
  for await (const [id, job] of store.jobs.all()) {
    if (job.user === user && (await store.jobs.remove(id))) forgotten.jobs += 1;
  }
  for await (const [key] of store.notes.all(`${user}:`)) {
    if (await store.notes.remove(key)) forgotten.notes += 1;
  }
  for await (const [key] of store.conversations.all()) {
    if (key.endsWith(`:${user}`)) await store.conversations.remove(key);
  }
  for (const chat of [user, ...groups])
    for await (const [key] of store.qqUnsent.all(`${chat}:`)) await store.qqUnsent.remove(key);
  for (const chat of groups) {
    await chats.update(String(chat), (group) => {
      if (group?.owner?.id !== user) return undefined;
      const { owner: _, ...rest } = group;
      return rest;
    });
  }
  const othersAccounts = await accountsOfOthers(store, user);
  for (const { mid } of record?.sessions ?? []) {
    if (othersAccounts.has(mid)) continue;
    for await (const [key] of store.personChecks.all(`${mid}:`)) await store.personChecks.remove(key);
  }
  forgotten.logins = record?.sessions.length ?? 0;
  if (record?.joinCode !== undefined) await store.joinCodes.remove(record.joinCode);
  await store.loginCounts.remove(String(user));
  // Last, because this record lists the others: after a crash the deletion can be repeated.
  await chats.remove(String(user));
  return forgotten;
}

/** Removes every mention of `user` from the record of a chat joined to theirs. */
async function separateFrom(chats: Repository<ChatRecord>, chat: number, user: number): Promise<void> {
  await chats.update(String(chat), (record) => {
    if (record === undefined) return undefined;
    const { home, joined, ...rest } = record;
    const others = joined?.filter((one) => one !== user) ?? [];
    return {
      ...rest,
      ...(home !== undefined && home !== user && { home }),
      ...(others.length > 0 && { joined: others }),
    };
  });
}

/**
 * The watch without the subscription of `chat`, and with no subscription delivering to `places`. Returns the
 * same record when nothing changed.
 */
function withoutSubscriber(watch: WatchRecord, chat: number, places: readonly number[]): WatchRecord {
  const isForgotten = (to: { chat: number } | undefined) => to !== undefined && places.includes(to.chat);
  const { [chat]: own, ...others } = watch.chats;
  if (own === undefined && !Object.values(others).some(({ to }) => isForgotten(to))) return watch;
  const left = Object.entries(others).map(([one, { to, ...rest }]) => [
    one,
    to === undefined || isForgotten(to) ? rest : { ...rest, to },
  ]);
  return { ...watch, chats: Object.fromEntries(left) };
}

/** The accounts that other chats are logged in to. */
async function accountsOfOthers(store: Store, user: number): Promise<Set<number>> {
  const mids = new Set<number>();
  for await (const [chat, { sessions }] of store.chats.all())
    if (chat !== String(user)) for (const { mid } of sessions) mids.add(mid);
  return mids;
}
