import { el } from './dom.js';
import { currentLanguage, say } from './text.js';

/** @import { MessageEntity } from './types.ts' */

/**
 * What clicking a part of a text does.
 * @typedef {object} TextActions
 * @property {(command: string) => void} command sends the command
 * @property {(event: Event, url: string) => void} link may handle the link itself, using `preventDefault`
 */

/**
 * Text with its entities as nodes. Offsets count UTF-16 units, as JavaScript strings do. Entities can be
 * nested; one that extends beyond its parent is cut off there.
 * @param {string} text
 * @param {readonly MessageEntity[]} entities
 * @param {TextActions} actions
 * @returns {DocumentFragment}
 */
export function richText(text, entities, actions) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const fragment = document.createDocumentFragment();
  fragment.append(...pieces(text, 0, text.length, sorted, actions));
  return fragment;
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {MessageEntity[]} entities those inside `start`–`end`, outer ones first
 * @param {TextActions} actions
 * @returns {(Node | string)[]}
 */
function pieces(text, start, end, entities, actions) {
  /** @type {(Node | string)[]} */
  const nodes = [];
  let at = start;
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index];
    if (!entity || entity.offset < at || entity.offset >= end) continue;
    const stop = Math.min(entity.offset + entity.length, end);
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const inner = entities.slice(index + 1).filter(({ offset }) => offset < stop);
    const element = wrapper(entity, text.slice(entity.offset, stop), actions);
    if (entity.type !== 'date_time') element.append(...pieces(text, entity.offset, stop, inner, actions));
    nodes.push(element);
    // A block element already ends the line.
    at = isBlock(entity) && text[stop] === '\n' ? stop + 1 : stop;
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

/** @param {MessageEntity} entity */
function isBlock({ type }) {
  return type === 'pre' || type === 'blockquote' || type === 'expandable_blockquote';
}

/** @type {Record<string, keyof HTMLElementTagNameMap>} */
const tags = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
};

/**
 * @param {MessageEntity} entity
 * @param {string} covered the text under the entity
 * @param {TextActions} actions
 * @returns {HTMLElement}
 */
function wrapper(entity, covered, actions) {
  switch (entity.type) {
    case 'text_link':
      return link(entity.url, actions);
    case 'url':
      return link(/^[a-z][a-z\d+.-]*:/i.test(covered) ? covered : `https://${covered}`, actions);
    case 'email':
      return link(`mailto:${covered}`, actions);
    case 'bot_command':
      return el('button', { class: 'command', type: 'button', onclick: () => actions.command(covered) });
    case 'mention':
    case 'hashtag':
    case 'cashtag':
    case 'text_mention':
      return el('span', { class: 'mention' });
    case 'spoiler':
      return spoiler();
    case 'blockquote':
      return el('blockquote');
    case 'expandable_blockquote':
      return expandable();
    case 'date_time':
      return localTime(entity, covered);
    default:
      return el(tags[entity.type] ?? 'span');
  }
}

/**
 * A link for http, https and mailto; other schemes become plain text.
 * @param {string} url
 * @param {TextActions} actions
 * @returns {HTMLElement}
 */
export function link(url, actions) {
  if (!/^(https?|mailto):/i.test(url)) return el('span', { class: 'mention' });
  return el('a', {
    href: url,
    target: '_blank',
    rel: 'noopener noreferrer',
    title: url,
    onclick: (/** @type {Event} */ event) => actions.link(event, url),
  });
}

/**
 * A time in the reader's time zone and language; the original text when no format is given.
 * @param {MessageEntity.DateTimeMessageEntity} entity
 * @param {string} covered
 */
function localTime({ unix_time, date_time_format: format }, covered) {
  const at = new Date(unix_time * 1000);
  /** @type {Intl.DateTimeFormatOptions} */
  const form = {
    ...(format.includes('w') && { weekday: 'long' }),
    ...(format.includes('D') && { year: 'numeric', month: 'long', day: 'numeric' }),
    ...(format.includes('d') && { year: 'numeric', month: 'numeric', day: 'numeric' }),
    ...(/t/i.test(format) && { hour: '2-digit', minute: '2-digit' }),
    ...(format.includes('T') && { second: '2-digit' }),
  };
  const text =
    format === '' || format === 'r'
      ? covered
      : at.toLocaleString(currentLanguage(), { ...form, hour12: false });
  return el('time', { class: 'moment', datetime: at.toISOString(), title: covered, text });
}

function spoiler() {
  const cover = el('span', { class: 'spoiler', role: 'button', tabindex: 0, 'aria-label': say('spoiler') });
  const reveal = () => {
    cover.classList.add('open');
    for (const name of ['role', 'tabindex', 'aria-label']) cover.removeAttribute(name);
  };
  cover.addEventListener('click', reveal);
  cover.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter' || key === ' ') reveal();
  });
  return cover;
}

function expandable() {
  const quote = el('blockquote', { class: 'folded', tabindex: 0 });
  const turn = () => quote.classList.toggle('folded');
  quote.addEventListener('click', turn);
  quote.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter') turn();
  });
  return quote;
}
