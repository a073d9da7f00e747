import type { User } from 'grammy/types';
import { badRequest } from '../errors.ts';
import { defined } from '../objects.ts';
import type { ChatMessage, ChatRecord } from '../state/chats.ts';
import { type Content, type Place, post, postEphemeral } from '../state/messages.ts';
import { placeOf, writableChat } from './access.ts';
import { readReceiver } from './ephemeral.ts';
import { type Markup, readMarkup } from './keyboards.ts';
import type { Call } from './method.ts';
import { refuseNewerButtons } from './older-server.ts';

/** The destination of a message, and its parameters besides the content. */
export interface Delivery {
  record: ChatRecord;
  place: Place;
  markup: Markup;
  extra: Content;
  /** The only person who sees it. */
  receiver?: User;
}

/** Reads and checks the parameters that all send methods share. */
export function readDelivery({ state, params, odd }: Call): Delivery {
  const record = writableChat(state, params);
  refuseNewerButtons(state, params);
  const { quote, ...place } = placeOf(record, params, odd);
  const extra = defined({
    ...quote,
    has_protected_content: params.boolean('protect_content') ? (true as const) : undefined,
    effect_id: readEffect({ state, params, odd }, record),
  });
  const receiver = readReceiver(state, record, params);
  return { record, place, markup: readMarkup(params, odd), extra, ...defined({ receiver }) };
}

/** The message effects available to all bots: 👍 👎 ❤️ 🔥 🎉 💩. */
const effects = new Set([
  '5107584321108051014',
  '5104858069142078462',
  '5159385139981059251',
  '5104841245755180586',
  '5046509860389126442',
  '5046589136895476101',
]);

function readEffect(
  { state, params, odd }: Pick<Call, 'state' | 'params' | 'odd'>,
  { chat }: ChatRecord,
): string | undefined {
  const effect = params.text('message_effect_id');
  if (effect === undefined || state.version === '7.0') return undefined;
  if (!effects.has(effect)) throw badRequest('EFFECT_ID_INVALID');
  if (chat.type !== 'private') odd('message_effect_id is for private chats only');
  return effect;
}

/** Posts a message, sets or removes the reply keyboard, and counts it towards the limits. */
export function deliver(
  { state }: Call,
  { record, place, markup, extra, receiver }: Delivery,
  content: Content,
): ChatMessage {
  state.limits.take('send', record);
  if (markup.kind === 'reply') record.keyboard = markup.keyboard;
  if (markup.kind === 'remove') delete record.keyboard;
  const keyboard = markup.kind === 'inline' ? { reply_markup: markup.inline } : {};
  if (receiver) return postEphemeral(state, record, receiver, { ...content, ...extra, ...keyboard });
  return post(state, record, state.bot, { ...content, ...extra, ...keyboard }, place);
}
