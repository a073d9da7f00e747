import { badRequest } from '../errors.ts';
import { defined, isRecord } from '../objects.ts';
import type { Content } from '../state/messages.ts';
import { messageText } from '../text/message-text.ts';
import { threadOf, writableChat } from './access.ts';
import { deliver, readDelivery } from './delivery.ts';
import { type Call, type Method, userFinder } from './method.ts';
import { refuseNewerEntities } from './older-server.ts';

const chatActions = [
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
];

const sendMessage: Method = (call) => {
  const delivery = readDelivery(call);
  return deliver(call, delivery, textContent(call));
};

const sendChatAction: Method = ({ state, params }) => {
  const record = writableChat(state, params);
  const action = params.text('action') ?? '';
  if (!chatActions.includes(action)) throw badRequest('wrong parameter action in request');
  const thread = threadOf(record, params);
  state.events.emit('event', { kind: 'typing', chat: record.chat.id, action, ...defined({ thread }) });
  return true;
};

/** The content of a text message. */
export function textContent({ state, params }: Call): Content {
  refuseNewerEntities(state, params, 'entities');
  const { text, entities } = messageText(params, userFinder(state));
  const preview = params.json('link_preview_options', 'link preview options');
  if (preview !== undefined && !isRecord(preview))
    throw badRequest('object expected as link preview options');
  return defined({
    text,
    entities: entities.length > 0 ? entities : undefined,
    link_preview_options: preview,
  });
}

/** Sending text and chat actions. */
export const sendMethods = { sendMessage, sendChatAction };
