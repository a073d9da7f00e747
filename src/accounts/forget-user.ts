import type { ChatRecord, Repository, Store, WatchRecord } from '../storage/index.ts';
import { readPrivateChats } from './chats-of-one-person.ts';

/** How much of a user was deleted, by kind of record. */
export interface Forgotten {
  /** Bilibili logins. */
  logins: number;
  /** Accounts that were watched for them, each with what they were still to be told. */
  subscriptions: number;
  jobs: number;
  notes: number;
  /** Groups and topics that were linked to them. */
  groups: number;
  /** The ids of those whose private chats were joined to theirs: they are apart now, and what is theirs is kept. */
  joined: readonly number[];
}

/**
 * Deletes everything that is kept of a user: logins, alerts, jobs, notes, links of groups, open questions. While no bot runs
 * on the store, which would keep some of it in memory. What a message with buttons stands for goes by itself in a day.
 */
export async function forgetUser(store: Store, user: number): Promise<Forgotten> {
  const { chats } = store;
  const record = await chats.get(String(user));
  const joined = (await readPrivateChats(chats, user)).map(({ chat }) => chat).filter((one) => one !== user);
  const groups = (record?.links ?? []).map(({ chat }) => chat);
  const forgotten: Forgotten = {
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
    const left = without(watch, user, [user, ...groups]);
    if (left === watch) continue;
    if (Object.keys(left.chats).length === 0) await store.watches.remove(mid);
    else await store.watches.update(mid, (current) => current && without(current, user, [user, ...groups]));
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
  for (const chat of groups) {
    await chats.update(String(chat), (group) => {
      if (group?.owner?.id !== user) return undefined;
      const { owner: _, ...rest } = group;
      return rest;
    });
  }
  const shared = await accountsOfOthers(store, user);
  for (const { mid } of record?.sessions ?? []) {
    if (shared.has(mid)) continue;
    for await (const [key] of store.personChecks.all(`${mid}:`)) await store.personChecks.remove(key);
  }
  forgotten.logins = record?.sessions.length ?? 0;
  if (record?.joinCode !== undefined) await store.joinCodes.remove(record.joinCode);
  await store.loginCounts.remove(String(user));
  // Last, since it says what else there is.
  await chats.remove(String(user));
  return forgotten;
}

/** Takes every mention of `user` out of the record of a chat that is joined to theirs. */
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

/** What is watched without a chat, and with nothing going to these. The record itself when there is nothing of it in it. */
function without(watch: WatchRecord, chat: number, places: readonly number[]): WatchRecord {
  const isGone = (to: { chat: number } | undefined) => to !== undefined && places.includes(to.chat);
  const { [chat]: own, ...others } = watch.chats;
  if (own === undefined && !Object.values(others).some(({ to }) => isGone(to))) return watch;
  const left = Object.entries(others).map(([one, { to, ...rest }]) => [
    one,
    to === undefined || isGone(to) ? rest : { ...rest, to },
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
