import { avatar, byId, el } from './dom.js';
import { fullName, summary } from './message.js';
import { qqChat } from './qq-session.js';
import { say, timeOfDay } from './text.js';

/**
 * @import { AnyChat, AnyMessage, User } from './types.ts'
 * @typedef {object} SidebarState
 * @property {readonly User[]} users
 * @property {number} user the id of who is chatting
 * @property {readonly AnyChat[]} chats
 * @property {number | undefined} chat the id of the chat shown
 * @property {User} bot
 * @property {ReadonlyMap<number, AnyMessage>} last the newest message of each chat
 * @property {ReadonlyMap<number, number>} unread
 */

/**
 * The people to chat as, and the chats.
 * @param {{ onUser: (id: number) => void, onChat: (id: number) => void }} options
 */
export function createSidebar({ onUser, onChat }) {
  const people = byId('people');
  const chats = byId('chats');
  chats.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    /** @type {(HTMLElement | null)[]} */
    const buttons = [...chats.querySelectorAll('button')];
    const at = buttons.indexOf(/** @type {HTMLElement | null} */ (document.activeElement));
    buttons[at + step]?.focus();
    event.preventDefault();
  });
  return {
    /** @param {SidebarState} state */
    render(state) {
      const focused =
        document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
      people.replaceChildren(
        ...state.users.map((user) => personButton(user, user.id === state.user, onUser)),
      );
      chats.replaceChildren(...state.chats.map((chat) => chatButton(chat, state, onChat)));
      if (focused) {
        const again = byId('sidebar').querySelector(`[data-key="${CSS.escape(focused)}"]`);
        if (again instanceof HTMLElement) again.focus({ preventScroll: true });
      }
    },
  };
}

/**
 * @param {User} user
 * @param {boolean} chosen
 * @param {(id: number) => void} onUser
 */
function personButton(user, chosen, onUser) {
  return el(
    'button',
    {
      class: 'person',
      type: 'button',
      title: fullName(user),
      dataset: { key: `user-${user.id}` },
      'aria-pressed': String(chosen),
      onclick: () => onUser(user.id),
    },
    avatar(fullName(user), user.id),
    el('span', { text: fullName(user) }),
  );
}

/**
 * @param {AnyChat} chat
 * @param {SidebarState} state
 * @param {(id: number) => void} onChat
 */
function chatButton(chat, state, onChat) {
  const title = chatTitle(chat, state.bot);
  const last = state.last.get(chat.id);
  const unread = state.unread.get(chat.id) ?? 0;
  return el(
    'button',
    {
      class: 'chat-row',
      type: 'button',
      title,
      dataset: { key: `chat-${chat.id}` },
      'aria-current': chat.id === state.chat ? 'true' : undefined,
      onclick: () => onChat(chat.id),
    },
    chat.id === qqChat
      ? avatar('QQ', qqChat)
      : avatar(title, chat.type === 'private' ? state.bot.id : chat.id),
    el(
      'span',
      { class: 'chat-lines' },
      el(
        'span',
        { class: 'chat-top' },
        el('strong', { text: title }),
        el('small', { text: last ? timeOfDay(last.date) : '' }),
      ),
      el(
        'span',
        { class: 'chat-bottom' },
        el('span', { class: 'preview', text: last ? summary(last) : say('nothingYetShort') }),
        unread > 0 && el('span', { class: 'unread', text: String(unread) }),
      ),
    ),
  );
}

/**
 * @param {AnyChat} chat
 * @param {User} bot
 */
export function chatTitle(chat, bot) {
  if (chat.type === 'private' && chat.id === qqChat) return `${chat.first_name} · QQ`;
  return chat.type === 'private' ? fullName(bot) : (chat.title ?? '');
}
