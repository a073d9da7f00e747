import { badRequest } from '../errors.ts';
import { addTopic } from '../people/forum-topics.ts';
import { setBotStatus } from '../people/group-changes.ts';
import { memberOf } from '../state/chat-member.ts';
import { findChat, requireMember, writableChat } from './access.ts';
import type { Method } from './method.ts';

const getChat: Method = ({ state, params }) => {
  const record = findChat(state, params);
  requireMember(record);
  const pinned = record.messages.get(record.pinned.at(-1) ?? 0);
  return {
    ...record.chat,
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    },
    ...(pinned ? { pinned_message: pinned } : {}),
  };
};

const getChatMember: Method = ({ state, params }) => {
  const record = findChat(state, params);
  requireMember(record);
  const id = params.integer('user_id') ?? 0;
  if (id <= 0) throw badRequest('invalid user_id specified');
  if (id === state.bot.id) return memberOf(state.bot, record.bot);
  const user = state.users.get(id);
  if (!user) throw badRequest('PARTICIPANT_ID_INVALID');
  return memberOf(user, record.members.get(id) ?? 'left');
};

const getChatAdministrators: Method = ({ state, params }) => {
  const record = findChat(state, params);
  requireMember(record);
  if (record.chat.type === 'private') throw badRequest('there are no administrators in the private chat');
  const people = [...record.members].flatMap(([id, standing]) => {
    const user = state.users.get(id);
    return user && (standing === 'creator' || standing === 'administrator') ? [memberOf(user, standing)] : [];
  });
  return record.bot === 'administrator' ? [...people, memberOf(state.bot, record.bot)] : people;
};

const leaveChat: Method = ({ state, params }) => {
  const record = findChat(state, params);
  if (record.chat.type === 'private')
    throw badRequest("chat member status can't be changed in private chats");
  requireMember(record);
  setBotStatus(state, record, 'left', state.bot);
  return true;
};

const createForumTopic: Method = ({ state, params }) => {
  const record = writableChat(state, params);
  if (!record.chat.is_forum) throw badRequest('the chat is not a forum');
  if (record.bot !== 'administrator') throw badRequest('not enough rights to create a topic');
  const name = params.text('name') ?? '';
  if (name === '') throw badRequest('TOPIC_TITLE_EMPTY');
  const { closed: _, ...topic } = addTopic(state, record, state.bot, name);
  return topic;
};

/** Looking at chats and leaving them. */
export const chatMethods = { getChat, getChatMember, getChatAdministrators, leaveChat, createForumTopic };
