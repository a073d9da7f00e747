import type { ChatRecord, Repository } from '../storage/index.ts';

/** A chat and its record. */
export interface KeptChat {
  chat: number;
  record: ChatRecord | undefined;
}

/**
 * The private chats of one person. The first is the home chat, whose settings are used; the others are joined
 * to it.
 */
export type PrivateChats = readonly [home: KeptChat, ...joined: KeptChat[]];

/**
 * Reads the private chats of the person that `chat` belongs to. A chat is joined only while its own record
 * and the home chat's record both say so, so a single write to either joins or separates them. All other data
 * stays with the chat it was created in.
 * @param known the record of `chat`, if already read
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
  const claimedHome = own.record?.home === undefined ? own : await read(own.record.home);
  const home = claimedHome === own || claimedHome.record?.joined?.includes(chat) ? claimedHome : own;
  const joined: KeptChat[] = [];
  for (const other of home.record?.joined ?? []) {
    const one = other === chat ? own : await read(other);
    if (one.record?.home === home.chat) joined.push(one);
  }
  return [home, ...joined];
}

/** The private chat whose logins a chat uses: the owner's for a linked group, else the chat itself. */
export function ownerOf({ chat, record }: KeptChat): number {
  return record?.owner?.id ?? chat;
}
