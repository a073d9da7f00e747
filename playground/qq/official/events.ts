/** Events of the gateway, with the platform's field names. */

type Event = Record<string, unknown>;

/** A message in a private chat, or one mentioning the bot in a group. */
export interface IncomingMessage {
  id: string;
  /** The number by which it is quoted. */
  index: string;
  from: string;
  text: string;
  group?: string;
  role: 'owner' | 'admin' | 'member';
  quote?: { index: string; text?: string };
  file?: { name: string; size: number; url: string };
  /** In a group of which the bot receives everything: whether it is mentioned, and who it is. */
  amongAll?: 'mentioned' | 'unmentioned';
  bot?: { id: string; username: string };
  /** Milliseconds since 1970. */
  at: number;
}

export function messageEvent({
  id,
  index,
  from,
  text,
  group,
  role,
  quote,
  file,
  at,
  amongAll,
  bot,
}: IncomingMessage): Event {
  const author =
    group === undefined
      ? { id: from, user_openid: from, union_openid: `union-${from}` }
      : { id: from, member_openid: from, member_role: role, username: from.toLowerCase() };
  const ext = [...(quote ? [`ref_msg_idx=${quote.index}`] : []), `msg_idx=${index}`, 'auth_token=hidden'];
  const mention = amongAll === 'mentioned' && bot !== undefined ? bot : undefined;
  return {
    id,
    author,
    // The platform leaves a space where the mention was, or its markup.
    content: group === undefined ? text : mention ? `<@${mention.id}> ${text}` : ` ${text}`,
    ...(mention && {
      mentions: [{ is_you: true, bot: true, member_openid: mention.id, username: mention.username }],
    }),
    timestamp: new Date(at).toISOString(),
    message_type: quote ? 103 : 0,
    message_scene: { source: 'default', ext },
    ...(quote && { msg_elements: [{ msg_idx: quote.index, content: quote.text ?? '' }] }),
    ...(group !== undefined && { group_id: group, group_openid: group }),
    ...(file && {
      attachments: [{ content_type: 'file', filename: file.name, size: file.size, url: file.url }],
    }),
  };
}

/** A press of a button that sends `data` to the bot. */
export interface ButtonPress {
  id: string;
  from: string;
  group: string | undefined;
  /** The bot's app id. */
  app: string;
  data: string;
  /** Milliseconds since 1970. */
  at: number;
}

export function pressEvent({ id, from, group, app, data, at }: ButtonPress): Event {
  const where =
    group === undefined
      ? { scene: 'c2c', chat_type: 2, user_openid: from }
      : { scene: 'group', chat_type: 1, group_openid: group, group_member_openid: from };
  return {
    id,
    type: 11,
    ...where,
    timestamp: new Date(at).toISOString(),
    version: 1,
    application_id: app,
    data: { type: 11, resolved: { button_id: '0-0', button_data: data } },
  };
}
