import { avatar, el, icon } from './dom.js';
import { richText } from './entities.js';
import { inlineKeyboard } from './inline-keyboard.js';
import { say, timeOfDay } from './text.js';

/**
 * @import { AnyMessage, User } from './types.ts'
 * @import { ButtonActions } from './inline-keyboard.js'
 */

/**
 * Options for showing a message.
 * @typedef {object} MessageView
 * @property {number} me the Telegram id of the person chatting
 * @property {boolean} group whether to show senders' names and avatars
 * @property {ButtonActions} actions
 * @property {() => void} reply
 * @property {(id: number) => void} jump scrolls to another message
 */

/**
 * A message as a bubble with its buttons, or as a centred line for a service message.
 * @param {AnyMessage} message
 * @param {MessageView} view
 * @returns {HTMLElement}
 */
export function messageElement(message, view) {
  const notice = serviceText(message);
  const id = keyOf(message);
  if (notice)
    return el(
      'article',
      { class: 'service', dataset: { id, date: message.date } },
      el('span', { text: notice }),
    );
  const mine = message.from?.id === view.me;
  const bubble = el('div', { class: 'bubble' });
  if (view.group && !mine && message.from) bubble.append(senderName(message.from));
  if (message.reply_to_message) bubble.append(quoted(message.reply_to_message, view));
  bubble.append(...attachments(message));
  const text = message.text ?? message.caption;
  if (text !== undefined) {
    const entities = message.entities ?? message.caption_entities ?? [];
    bubble.append(el('div', { class: 'text', dir: 'auto' }, richText(text, entities, view.actions)));
  }
  if (message.receiver_user) bubble.append(el('small', { class: 'for-you', text: say('forYou') }));
  bubble.append(stamp(message));
  const rows = message.reply_markup?.inline_keyboard ?? [];
  const replyButton = el(
    'button',
    {
      class: 'reply-button quiet',
      type: 'button',
      title: say('reply'),
      'aria-label': say('reply'),
      onclick: view.reply,
    },
    icon('reply'),
  );
  return el(
    'article',
    {
      class: `message ${mine ? 'mine' : 'theirs'}`,
      dataset: { id, from: message.from?.id ?? 0, date: message.date },
    },
    view.group && !mine && message.from && avatar(fullName(message.from), message.from.id),
    el('div', { class: 'stack' }, bubble, rows.length > 0 && inlineKeyboard(rows, view.actions)),
    replyButton,
  );
}

/**
 * Identifies a message within its chat; ephemeral messages have ids of their own, which are negated.
 * @param {AnyMessage} message
 */
export function keyOf({ message_id, ephemeral_message_id }) {
  return ephemeral_message_id === undefined ? message_id : -ephemeral_message_id;
}

/** @param {User} user */
export function fullName(user) {
  return [user.first_name, user.last_name].filter(Boolean).join(' ');
}

/**
 * A message as one line, for the chat list and for quotes.
 * @param {AnyMessage | undefined} message
 * @returns {string}
 */
export function summary(message) {
  if (!message) return say('deletedMessage');
  const text = (message.text ?? message.caption ?? '').replace(/\s+/g, ' ').trim();
  if (text) return text.slice(0, 120);
  if (message.photo) return say('picture');
  if (message.document) return message.document.file_name ?? say('document');
  return serviceText(message) ?? say('service');
}

/** @param {User} user */
function senderName(user) {
  const name = el('div', { class: 'sender', text: fullName(user) });
  name.style.setProperty('--hue', String((Math.abs(user.id) * 137) % 360));
  return name;
}

/**
 * @param {AnyMessage} message
 * @param {MessageView} view
 */
function quoted(message, view) {
  return el(
    'button',
    { class: 'quoted', type: 'button', onclick: () => view.jump(message.message_id) },
    el('strong', { text: message.from ? fullName(message.from) : '' }),
    el('span', { text: summary(message) }),
  );
}

/**
 * @param {AnyMessage} message
 * @returns {HTMLElement[]}
 */
function attachments(message) {
  const largest = message.photo?.at(-1);
  if (largest) {
    const { width, height } = largest;
    const picture = el('img', {
      class: 'picture',
      src: fileAddress(largest.file_id),
      alt: say('picture'),
      ...(width > 0 && { width, height }),
    });
    // Reserves the space before the image has loaded, so that the layout does not move.
    if (width > 0) makeRoom(picture, width, height);
    else picture.onload = () => makeRoom(picture, picture.naturalWidth, picture.naturalHeight);
    return [picture];
  }
  if (!message.document) return [];
  const { file_id, file_name, file_size } = message.document;
  const name = file_name ?? say('document');
  return [
    el(
      'a',
      { class: 'document', href: fileAddress(file_id), download: name },
      icon('file'),
      el('span', {}, el('strong', { text: name }), el('small', { text: size(file_size) })),
    ),
  ];
}

/**
 * @param {HTMLElement} picture
 * @param {number} width
 * @param {number} height
 */
function makeRoom(picture, width, height) {
  picture.style.setProperty('--ratio', String(width / height));
  picture.style.setProperty('--most', `${Math.round(width * 0.8)}px`);
}

/** @param {string} id a file id, or its address */
function fileAddress(id) {
  if (id.startsWith('/')) return id;
  return `/client/file/${encodeURIComponent(id)}`;
}

/** @param {number | undefined} bytes */
function size(bytes) {
  if (bytes === undefined) return '';
  return bytes < 1024
    ? `${bytes} B`
    : bytes < 1_048_576
      ? `${(bytes / 1024).toFixed(1)} KB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

/** @param {AnyMessage} message */
function stamp(message) {
  const time = timeOfDay(message.date);
  return el('time', {
    class: 'stamp',
    datetime: new Date(message.date * 1000).toISOString(),
    text: message.edit_date ? `${say('edited')} ${time}` : time,
  });
}

/**
 * @param {AnyMessage} message
 * @returns {string | undefined} the text of a service message; undefined for other messages
 */
function serviceText(message) {
  if (message.recalled) return say('recalled', { name: message.from ? fullName(message.from) : '' });
  const joined = message.new_chat_members;
  if (joined) return say('joined', { name: joined.map(fullName).join(', ') });
  if (message.left_chat_member) return say('leftGroup', { name: fullName(message.left_chat_member) });
  if (message.pinned_message) return say('pinned');
  const written = message.text ?? message.caption ?? message.photo ?? message.document;
  return written === undefined ? say('service') : undefined;
}
