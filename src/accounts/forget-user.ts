import type { Store } from '../storage/index.ts';

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
}

/**
 * Deletes everything that is kept of a user: logins, alerts, jobs, notes, links of groups, open questions. While no bot runs
 * on the store, which would keep some of it in memory. What a message with buttons stands for goes by itself in a day.
 */
export async function forgetUser(store: Store, user: number): Promise<Forgotten> {
  const forgotten: Forgotten = { logins: 0, subscriptions: 0, jobs: 0, notes: 0, groups: 0 };
  for await (const [mid, { chats }] of store.watches.all()) {
    if (chats[user] === undefined) continue;
    forgotten.subscriptions += 1;
    const { [user]: _, ...others } = chats;
    if (Object.keys(others).length === 0) await store.watches.remove(mid);
    else await store.watches.update(mid, (watch) => watch && { ...watch, chats: others });
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
  const record = await store.chats.get(String(user));
  for (const { chat } of record?.links ?? []) {
    forgotten.groups += 1;
    await store.chats.update(String(chat), (group) => {
      if (group?.owner?.id !== user) return undefined;
      const { owner: _, ...rest } = group;
      return rest;
    });
  }
  forgotten.logins = record?.sessions.length ?? 0;
  await store.loginCounts.remove(String(user));
  // Last, since it says what else there is.
  await store.chats.remove(String(user));
  return forgotten;
}
