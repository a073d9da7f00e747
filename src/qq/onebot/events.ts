import { type Json, jsonText, objectOf, secondsOf } from '../json.ts';
import { type QQEvent, type QQPerson, type QQTarget, roleOf } from '../port.ts';
import { heartbeatInterval } from '../websocket-limits.ts';
import { fromSegments } from './segments.ts';

/** A parsed frame that is not an answer. */
export type OneBotEvent =
  | { kind: 'event'; event: QQEvent; key?: string }
  /** `interval` in ms; `online`: whether the account is logged in, as far as the implementation says. */
  | { kind: 'heartbeat'; interval?: number; online: boolean }
  | { kind: 'loggedOff' }
  /** Messages come as strings with CQ codes: the implementation must be configured differently. */
  | { kind: 'textFormat' }
  | { kind: 'nothing' };

const nothing: OneBotEvent = { kind: 'nothing' };

/**
 * Parses an event of OneBot v11. `key` identifies an event that is delivered twice; message ids are unique
 * only within a chat, since they are truncated.
 */
export function readOneBotEvent(frame: Json): OneBotEvent {
  switch (frame.post_type) {
    case 'message':
      return readMessage(frame);
    case 'meta_event':
      return readMeta(frame);
    case 'notice':
      return readNotice(frame);
    case 'request':
      return readRequest(frame);
    default:
      return nothing;
  }
}

function readMessage(frame: Json): OneBotEvent {
  const self = jsonText(frame.self_id) ?? '';
  const [user, group, id] = [qqNumber(frame.user_id), qqNumber(frame.group_id), jsonText(frame.message_id)];
  // Messages that the account sent from another device arrive as well.
  if (user === undefined || id === undefined || user === self) return nothing;
  const chat = chatOf(frame.message_type, user, group);
  if (chat === undefined) return nothing;
  if (typeof frame.message === 'string') return { kind: 'textFormat' };
  const sender = objectOf(frame.sender);
  const { text, mentioned, quotes, files, other } = fromSegments(frame.message, self);
  const role = roleOf(sender?.role);
  return {
    kind: 'event',
    key: `${chat.kind}:${chat.id}:${id}`,
    event: {
      kind: 'message',
      chat,
      from: { id: user, name: jsonText(sender?.card) ?? jsonText(sender?.nickname) ?? '' },
      ...(chat.kind === 'group' && role && { role }),
      id,
      at: secondsOf(frame.time),
      text,
      addressed: chat.kind === 'person' || mentioned,
      ...(quotes !== undefined && { quotes: { id: quotes } }),
      files: files.map((file) => (chat.kind === 'group' ? { ...file, group: chat.id } : file)),
      other,
    },
  };
}

function chatOf(type: unknown, user: string, group: string | undefined): QQTarget | undefined {
  if (type === 'private') return { kind: 'person', id: user };
  return type === 'group' && group !== undefined ? { kind: 'group', id: group } : undefined;
}

function readMeta(frame: Json): OneBotEvent {
  if (frame.meta_event_type !== 'heartbeat') return nothing;
  const interval = heartbeatInterval(frame.interval);
  const status = objectOf(frame.status);
  return {
    kind: 'heartbeat',
    ...(interval !== undefined && { interval }),
    online: status?.online !== false && status?.good !== false,
  };
}

function readNotice(frame: Json): OneBotEvent {
  const self = jsonText(frame.self_id);
  const group = qqNumber(frame.group_id);
  if (frame.notice_type === 'bot_offline') return { kind: 'loggedOff' };
  const user = qqNumber(frame.user_id);
  if (frame.notice_type === 'friend_add' && user !== undefined)
    return reachable({ kind: 'person', id: user });
  // 0 is everybody in the group.
  const isLifted = frame.notice_type === 'group_ban' && frame.sub_type === 'lift_ban';
  if (isLifted && group !== undefined && (user === self || user === '0'))
    return reachable({ kind: 'group', id: group });
  if (group === undefined || user !== self) return nothing;
  const by = person(frame.operator_id);
  if (frame.notice_type === 'group_increase')
    return { kind: 'event', event: { kind: 'membership', group, member: true, ...(by && { by }) } };
  if (frame.notice_type === 'group_decrease')
    return { kind: 'event', event: { kind: 'membership', group, member: false, ...(by && { by }) } };
  return nothing;
}

function reachable(chat: QQTarget): OneBotEvent {
  return { kind: 'event', event: { kind: 'reachable', chat } };
}

function readRequest(frame: Json): OneBotEvent {
  const [from, request] = [person(frame.user_id), jsonText(frame.flag)];
  if (frame.request_type !== 'friend' || from === undefined || request === undefined) return nothing;
  const words = typeof frame.comment === 'string' ? frame.comment : '';
  return { kind: 'event', event: { kind: 'friendRequest', from, words, request }, key: `friend:${request}` };
}

function person(id: unknown): QQPerson | undefined {
  const known = qqNumber(id);
  return known === undefined || known === '0' ? undefined : { id: known, name: '' };
}

/** The number of a person or group; `undefined` for what cannot be one. They have at most 11 digits. */
function qqNumber(value: unknown): string | undefined {
  const text = jsonText(value);
  return text !== undefined && /^\d{1,13}$/u.test(text) ? text : undefined;
}
