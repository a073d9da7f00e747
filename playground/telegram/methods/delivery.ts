import { defined } from '../objects.ts';
import type { ChatMessage, ChatRecord } from '../state/chats.ts';
import { type Content, type Place, post } from '../state/messages.ts';
import { placeOf, writableChat } from './access.ts';
import { type Markup, readMarkup } from './keyboards.ts';
import type { Call } from './method.ts';

/** Where a message of the bot goes, and all that is not its content. */
export interface Delivery {
  record: ChatRecord;
  place: Place;
  markup: Markup;
  extra: Content;
}

/** Reads and checks what every send method has in common. */
export function readDelivery({ state, params, odd }: Call): Delivery {
  const record = writableChat(state, params);
  const { quote, ...place } = placeOf(record, params, odd);
  const extra = defined({
    ...quote,
    has_protected_content: params.boolean('protect_content') ? (true as const) : undefined,
    effect_id: params.text('message_effect_id'),
  });
  return { record, place, markup: readMarkup(params, odd), extra };
}

/** Sends content where it goes, puts the keyboard up, and takes it off the limits. */
export function deliver(
  { state }: Call,
  { record, place, markup, extra }: Delivery,
  content: Content,
): ChatMessage {
  state.limits.take('send', record);
  if (markup.kind === 'reply') record.keyboard = markup.keyboard;
  if (markup.kind === 'remove') delete record.keyboard;
  const keyboard = markup.kind === 'inline' ? { reply_markup: markup.inline } : {};
  return post(state, record, state.bot, { ...content, ...extra, ...keyboard }, place);
}
