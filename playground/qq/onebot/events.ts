import { messageText, nameOf, type OneBotMessage, type World } from './world.ts';

/** Events of OneBot v11, with NapCat's fields. */

type Event = Record<string, unknown>;

/** A message. */
export function messageEvent(world: World, message: OneBotMessage): Event {
  const { chat, from, id, segments, time } = message;
  const common = {
    self_id: world.self.id,
    user_id: from,
    time,
    message_id: id,
    message_seq: id,
    real_id: id,
    real_seq: String(world.messages.indexOf(message) + 1),
    font: 14,
    raw_message: messageText(message),
    message: segments,
    message_format: 'array',
    post_type: from === world.self.id ? 'message_sent' : 'message',
  };
  if ('user' in chat) {
    return {
      ...common,
      message_type: 'private',
      sub_type: 'friend',
      sender: { user_id: from, nickname: nameOf(world, from), card: '' },
      target_id: chat.user,
    };
  }
  const role = world.groups.get(chat.group)?.members.get(from) ?? 'member';
  return {
    ...common,
    message_type: 'group',
    sub_type: 'normal',
    sender: { user_id: from, nickname: nameOf(world, from), card: '', role },
    group_id: chat.group,
    group_name: `Group ${chat.group}`,
  };
}

/** The first event on every connection. */
export function lifecycleEvent(world: World): Event {
  return meta(world, { meta_event_type: 'lifecycle', sub_type: 'connect' });
}

/** @param interval in milliseconds */
export function heartbeatEvent(world: World, online: boolean, interval: number): Event {
  return meta(world, { meta_event_type: 'heartbeat', status: { online, good: true }, interval });
}

function meta(world: World, fields: Event): Event {
  return { time: seconds(world), self_id: world.self.id, post_type: 'meta_event', ...fields };
}

/** The account was logged out by QQ. */
export function offlineEvent(world: World): Event {
  return notice(world, {
    notice_type: 'bot_offline',
    user_id: world.self.id,
    tag: 'KickedOffLine',
    message: '你的账号当前登录已失效，请重新登录。',
  });
}

/** The bot was added to a group or removed from it. */
export function membershipEvent(world: World, group: number, member: boolean, by: number): Event {
  return notice(world, {
    notice_type: member ? 'group_increase' : 'group_decrease',
    sub_type: member ? 'invite' : 'kick_me',
    group_id: group,
    operator_id: by,
    user_id: world.self.id,
  });
}

/**
 * A friend request.
 * @param flag identifies the request
 */
export function friendRequestEvent(world: World, user: number, comment: string, flag: string): Event {
  const fields = { post_type: 'request', request_type: 'friend', user_id: user, comment, flag };
  return { time: seconds(world), self_id: world.self.id, ...fields };
}

function notice(world: World, fields: Event): Event {
  return { time: seconds(world), self_id: world.self.id, post_type: 'notice', ...fields };
}

function seconds(world: World): number {
  return Math.floor(world.now() / 1000);
}
