import type { ChatRecord, Repository } from '../storage/index.ts';

/** A chat and what is kept of it. */
export interface KeptChat {
  chat: number;
  record: ChatRecord | undefined;
}

/** The private chats of one person: the one whose settings count first, which is the only one as long as none is joined to it. */
export type PrivateChats = readonly [home: KeptChat, ...joined: KeptChat[]];

/**
 * Reads the private chats of the person who has this one. A chat is joined while its own record and its home's both say
 * so, so that one write of either joins or separates them. Everything else stays with the chat it was made in.
 * @param known the record of `chat`, when it is at hand
 */
export async function readPrivateChats(
  chats: Pick<Repository<ChatRecord>, 'get'>,
  chat: number,
  known?: ChatRecord,
): Promise<PrivateChats> {
  const read = async (one: number): Promise<KeptChat> => ({
    chat: one,
    record: await chats.get(String(one)),
  });
  const own = known === undefined ? await read(chat) : { chat, record: known };
  const above = own.record?.home === undefined ? own : await read(own.record.home);
  const home = above === own || above.record?.joined?.includes(chat) ? above : own;
  const joined: KeptChat[] = [];
  for (const other of home.record?.joined ?? []) {
    const one = other === chat ? own : await read(other);
    if (one.record?.home === home.chat) joined.push(one);
  }
  return [home, ...joined];
}

/** The chat whose owner's logins count in it: the owner of a linked group in the place of the group. */
export function ownerOf({ chat, record }: KeptChat): number {
  return record?.owner?.id ?? chat;
}
