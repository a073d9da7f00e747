import type { User } from 'grammy/types';
import { memberOf } from '../state/chat-member.ts';
import type { ChatRecord, GroupOptions, Membership } from '../state/chats.ts';
import { post } from '../state/messages.ts';
import { type State, seconds } from '../state/state.ts';

/** Creates a group with the bot; the bot gets an update about being added. */
export function openGroup(state: State, options: GroupOptions): ChatRecord {
  const record = state.chats.group(options);
  record.bot = 'left';
  const creator = options.members[0];
  if (!creator) throw new Error('a group needs at least one person');
  setBotStatus(state, record, 'member', creator);
  state.events.emit('event', { kind: 'chat', chat: record.chat.id });
  return record;
}

/** Changes the bot's status in a chat and sends it a my_chat_member update. */
export function setBotStatus(state: State, record: ChatRecord, standing: Membership, by: User): void {
  const old = record.bot;
  record.bot = standing;
  sendStatusUpdate(state, record, old, standing, by);
}

/** Blocks or unblocks the bot and sends it a my_chat_member update. */
export function setBlocked(state: State, record: ChatRecord, blocked: boolean, by: User): void {
  if (record.blocked === blocked) return;
  record.blocked = blocked;
  sendStatusUpdate(state, record, blocked ? 'member' : 'kicked', blocked ? 'kicked' : 'member', by);
}

function sendStatusUpdate(
  state: State,
  record: ChatRecord,
  old: Membership,
  now: Membership,
  by: User,
): void {
  state.updates.push({
    my_chat_member: {
      chat: record.chat,
      from: by,
      date: seconds(state),
      old_chat_member: memberOf(state.bot, old),
      new_chat_member: memberOf(state.bot, now),
    },
  });
  state.events.emit('event', { kind: 'chat', chat: record.chat.id });
}

/** Turns a group into a supergroup: requests with the old id are refused, stating the new one. */
export function migrate(state: State, record: ChatRecord, by: User): ChatRecord {
  const { chat, members } = record;
  if (chat.type !== 'group') throw new Error('only a basic group becomes a supergroup');
  const next = state.chats.group({ title: chat.title, members: [], type: 'supergroup' });
  next.members = new Map(members);
  next.bot = record.bot;
  record.migratedTo = next.chat.id;
  const farewell = post(state, record, by, { migrate_to_chat_id: next.chat.id });
  state.updates.push({ message: farewell });
  const welcome = post(state, next, by, { migrate_from_chat_id: chat.id });
  state.updates.push({ message: welcome });
  state.events.emit('event', { kind: 'chat', chat: next.chat.id });
  return next;
}
