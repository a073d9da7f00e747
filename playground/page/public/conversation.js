import { byId, el } from './dom.js';
import { keyOf, messageElement } from './message.js';
import { dayName, say } from './text.js';

/**
 * @import { AnyMessage } from './types.ts'
 * @import { ButtonActions } from './inline-keyboard.js'
 * @import { Key } from './text.js'
 * @typedef {{ me: number, group: boolean, empty: Key }} Reader who reads, and what is said where nothing is yet
 */

/** How close to the end counts as being there, in pixels. */
const nearEnd = 60;
/** Messages of one person within this many seconds are grouped. */
const groupingSeconds = 300;

/**
 * The messages of the current chat. Scrolls to new messages while the reader is at the end; otherwise it
 * keeps its position and shows a button to jump down.
 * @param {{
 *   actions: (message: AnyMessage) => ButtonActions,
 *   reply: (message: AnyMessage) => void,
 *   start: () => void,
 * }} options
 */
export function createConversation({ actions, reply, start }) {
  const frame = byId('scroll');
  const list = byId('messages');
  const down = byId('down');
  const count = el('span', { class: 'count' });
  down.append(count);
  /** @type {Map<number, HTMLElement>} */
  const shown = new Map();
  /** @type {Reader} */
  let reader = { me: 0, group: false, empty: 'nothingYet' };
  let atEnd = true;
  let unseen = 0;

  const toEnd = () => {
    frame.scrollTop = frame.scrollHeight;
  };
  const updatePosition = () => {
    atEnd = frame.scrollHeight - frame.scrollTop - frame.clientHeight < nearEnd;
    if (atEnd) unseen = 0;
    down.hidden = atEnd;
    count.textContent = unseen > 0 ? String(unseen) : '';
  };
  frame.addEventListener('scroll', updatePosition, { passive: true });
  down.addEventListener('click', toEnd);
  // Images load after their message, and the window may be resized.
  const watcher = new ResizeObserver(() => (atEnd ? toEnd() : updatePosition()));
  watcher.observe(list);
  watcher.observe(frame);

  /** @param {number} id */
  const jump = (id) => {
    const target = shown.get(id);
    target?.scrollIntoView({ block: 'center' });
    target?.classList.add('pointed');
    window.setTimeout(() => target?.classList.remove('pointed'), 1500);
  };
  /** @param {AnyMessage} message */
  const draw = (message) =>
    messageElement(message, { ...reader, actions: actions(message), reply: () => reply(message), jump });

  const arrange = () => {
    for (const line of list.querySelectorAll('.day, .empty')) line.remove();
    if (shown.size === 0) list.append(emptyNote(reader.empty, start));
    /** @type {HTMLElement | undefined} */
    let before;
    for (const element of shown.values()) {
      const date = Number(element.dataset.date ?? 0);
      const previous = Number(before?.dataset.date ?? 0);
      const newDay =
        date > 0 && new Date(date * 1000).toDateString() !== new Date(previous * 1000).toDateString();
      if (newDay) element.before(el('div', { class: 'day' }, el('span', { text: dayName(date) })));
      const same =
        !newDay && before?.dataset.from === element.dataset.from && date - previous < groupingSeconds;
      element.classList.toggle('follows', same);
      before?.classList.toggle('last', !same);
      before = element;
    }
    before?.classList.add('last');
  };

  return {
    /**
     * @param {readonly AnyMessage[]} messages oldest first
     * @param {Reader} viewer
     * @param {boolean} keepPlace the same chat is read again
     */
    show(messages, viewer, keepPlace = false) {
      reader = viewer;
      shown.clear();
      list.replaceChildren();
      for (const message of messages) {
        const element = draw(message);
        shown.set(keyOf(message), element);
        list.append(element);
      }
      arrange();
      if (!keepPlace) atEnd = true;
      if (atEnd) toEnd();
      updatePosition();
    },
    /** @param {AnyMessage} message a new one, or an edited one that replaces its old version */
    put(message) {
      const element = draw(message);
      const old = shown.get(keyOf(message));
      shown.set(keyOf(message), element);
      if (old) {
        // Keyboard users keep the focus on the button they pressed.
        /** @type {(Element | null)[]} */
        const keysBefore = [...old.querySelectorAll('.key')];
        const focused = keysBefore.indexOf(document.activeElement);
        old.replaceWith(element);
        const keys = /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll('.key'));
        if (focused >= 0) keys[Math.min(focused, keys.length - 1)]?.focus({ preventScroll: true });
      } else {
        list.append(element);
        if (message.from?.id === reader.me) atEnd = true;
        else if (!atEnd) unseen += 1;
      }
      arrange();
      if (atEnd) toEnd();
      updatePosition();
    },
    /** The enabled buttons, newest first. */
    buttons: () => [...list.querySelectorAll('button')].filter(({ disabled }) => !disabled).reverse(),
    /** @param {readonly number[]} ids */
    remove(ids) {
      for (const id of ids) {
        shown.get(id)?.remove();
        shown.delete(id);
      }
      arrange();
    },
  };
}

/**
 * @param {Key} text
 * @param {() => void} start
 */
function emptyNote(text, start) {
  return el(
    'div',
    { class: 'empty' },
    el('p', { text: say(text) }),
    el('button', { class: 'primary start', type: 'button', text: say('start'), onclick: start }),
  );
}
