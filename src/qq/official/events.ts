import { type Json, jsonText, listOf, numberOf, objectOf, secondsOf } from '../json.ts';
import { type QQEvent, type QQFile, type QQIncoming, type QQPerson, type QQTarget, roleOf } from '../port.ts';

/** An event, with the reference for answers to it. */
export interface OfficialEvent {
  event: QQEvent;
  /** Identifies the event when it is delivered twice. */
  key: string;
  refersTo?: { target: QQTarget; ref: string; wire: { msg_id: string } | { event_id: string } };
}

/**
 * Parses an event of the platform; `undefined` for unused types.
 * @param type such as `C2C_MESSAGE_CREATE`
 * @param id of the event; answers to presses refer to it
 */
export function readOfficialEvent(
  type: unknown,
  id: string | undefined,
  data: Json,
): OfficialEvent | undefined {
  switch (type) {
    case 'C2C_MESSAGE_CREATE':
      return readMessage(data, 'person', true);
    case 'GROUP_AT_MESSAGE_CREATE':
      return readMessage(data, 'group', true);
    // Any message of a group, if its owner allows the bot to receive all.
    case 'GROUP_MESSAGE_CREATE':
      return readMessage(data, 'group', mentionsOfBot(data).length > 0);
    case 'INTERACTION_CREATE':
      return readPress(data, id);
    case 'GROUP_ADD_ROBOT':
    case 'GROUP_DEL_ROBOT':
      return readMembership(data, type === 'GROUP_ADD_ROBOT');
    case 'FRIEND_ADD':
    case 'C2C_MSG_RECEIVE':
      return readReachable('person', jsonText(data.openid), id);
    case 'GROUP_MSG_RECEIVE':
      return readReachable('group', jsonText(data.group_openid), id);
    default:
      return undefined;
  }
}

function readMessage(data: Json, kind: QQTarget['kind'], addressed: boolean): OfficialEvent | undefined {
  const author = objectOf(data.author) ?? {};
  const id = jsonText(data.id);
  const from = jsonText(kind === 'group' ? author.member_openid : author.user_openid) ?? jsonText(author.id);
  const chat = kind === 'group' ? jsonText(data.group_openid) : from;
  if (id === undefined || from === undefined || chat === undefined || author.bot === true) return undefined;
  const { quotedAs, quotes } = sceneOf(data);
  const { files, other } = attachmentsOf(data.attachments);
  const content = typeof data.content === 'string' ? data.content : '';
  const role = roleOf(author.member_role);
  const target: QQTarget = { kind, id: chat };
  const event: QQIncoming = {
    kind: 'message',
    chat: target,
    from: { id: from, name: jsonText(author.username) ?? '' },
    ...(role && { role }),
    id,
    ...(quotedAs !== undefined && { quotedAs }),
    at: secondsOf(data.timestamp),
    text: withoutMentions(content, mentionsOfBot(data)).trim(),
    addressed,
    ...(quotes && { quotes }),
    files,
    other,
  };
  return { event, key: `${kind}:${chat}:${id}`, refersTo: { target, ref: id, wire: { msg_id: id } } };
}

function mentionsOfBot(data: Json): Json[] {
  return listOf(data.mentions)
    .map((one) => objectOf(one) ?? {})
    .filter((one) => one.is_you === true);
}

/** Removes the markup of mentions. Some events have it, others a space in its place. */
function withoutMentions(content: string, mentions: readonly Json[]): string {
  const ids = new Set(mentions.flatMap((one) => [jsonText(one.member_openid), jsonText(one.id)]));
  return content.replace(/<@!?([^<>]{1,128})>/gu, (whole, id: string) => (ids.has(id) ? '' : whole));
}

/** The message's own index and that of the quoted message, from a list of `name=value`. */
function sceneOf(data: Json): { quotedAs?: string; quotes?: { id: string; text?: string } } {
  const entries = listOf(objectOf(data.message_scene)?.ext).flatMap((one): [string, string][] => {
    const [name = '', ...value] = typeof one === 'string' ? one.split('=') : [];
    return [[name, value.join('=')]];
  });
  const named = new Map(entries);
  const [own, quoted] = [named.get('msg_idx'), named.get('ref_msg_idx')];
  const text = jsonText(objectOf(listOf(data.msg_elements)[0])?.content);
  return {
    ...(own && { quotedAs: own }),
    ...(quoted && { quotes: { id: quoted, ...(text !== undefined && { text }) } }),
  };
}

function attachmentsOf(value: unknown): { files: QQFile[]; other: boolean } {
  const all = listOf(value)
    .slice(0, 20)
    .map((one) => objectOf(one) ?? {});
  const seen = (type: unknown) => /^(?:image|video|audio|voice)/iu.test(jsonText(type) ?? '');
  const files = all.flatMap(({ url, filename, size, content_type: type }): QQFile[] => {
    const reference = jsonText(url);
    const bytes = numberOf(size);
    if (reference === undefined || seen(type)) return [];
    return [{ name: jsonText(filename) ?? '', reference, ...(bytes !== undefined && { size: bytes }) }];
  });
  return { files, other: all.length > files.length };
}

function readPress(data: Json, event: string | undefined): OfficialEvent | undefined {
  const id = jsonText(data.id);
  const pressed = objectOf(objectOf(data.data)?.resolved)?.button_data;
  const group = jsonText(data.group_openid);
  const from = jsonText(group === undefined ? data.user_openid : data.group_member_openid);
  if (id === undefined || from === undefined || typeof pressed !== 'string') return undefined;
  const chat: QQTarget = group === undefined ? { kind: 'person', id: from } : { kind: 'group', id: group };
  return {
    event: {
      kind: 'press',
      chat,
      from: { id: from, name: '' },
      id,
      data: pressed,
    },
    key: `press:${id}`,
    ...(event !== undefined && { refersTo: { target: chat, ref: id, wire: { event_id: event } } }),
  };
}

function readMembership(data: Json, member: boolean): OfficialEvent | undefined {
  const group = jsonText(data.group_openid);
  const by = jsonText(data.op_member_openid);
  if (group === undefined) return undefined;
  return {
    event: { kind: 'membership', group, member, ...(by && { by: { id: by, name: '' } }) },
    key: `membership:${group}:${member}:${jsonText(data.timestamp) ?? ''}`,
  };
}

/** Somebody added the bot, or switched its messages on; the event itself may be answered. */
function readReachable(
  kind: QQTarget['kind'],
  chat: string | undefined,
  id: string | undefined,
): OfficialEvent | undefined {
  if (chat === undefined || id === undefined) return undefined;
  const target: QQTarget = { kind, id: chat };
  return {
    event: { kind: 'reachable', chat: target },
    key: `reachable:${id}`,
    refersTo: { target, ref: id, wire: { event_id: id } },
  };
}

/** Parses the bot's account from an answer of the platform. */
export function parseSelf(user: Json | undefined): QQPerson | undefined {
  const id = jsonText(user?.id);
  return id === undefined ? undefined : { id, name: jsonText(user?.username) ?? '' };
}
