import { createPresses } from './button-presses.js';
import { createComposer } from './composer.js';
import { createConversation } from './conversation.js';
import { byId } from './dom.js';
import { ask } from './http.js';
import { fullName } from './message.js';
import { createMessageActions } from './message-actions.js';
import { createQQSession, qqChat } from './qq-session.js';
import { createSession } from './session.js';
import { chatTitle, createSidebar } from './sidebar.js';
import { stepsDone } from './steps-done.js';
import { onLanguage, say } from './text.js';
import { attempt } from './toast.js';

/**
 * @import { ChatEntry } from './session.js'
 * @import { Step } from './guide.js'
 * @import { AnyMessage } from './types.ts'
 */

/** How long “typing…” is shown without a new event, ms; Telegram documents five seconds. */
const typingLife = 5000;

/**
 * The chat side of the page: who chats, where, and what is said.
 * @param {{
 *   onChange: (now: { user: number, steps: Step[], buttons: HTMLButtonElement[] }) => void,
 *   onPressed: (label: string) => void,
 *   onNews: () => void,
 *   onReconnect: () => void,
 *   showPerson: (mid: number) => void,
 *   showPhone: () => void,
 *   showView: (view: 'chat' | 'chats') => void,
 * }} options
 */
export async function createChat({
  onChange,
  onPressed,
  onNews,
  onReconnect,
  showPerson,
  showPhone,
  showView,
}) {
  /** @type {number | undefined} */
  let chatId;
  /** @type {Map<number, number>} */
  const unread = new Map();
  let typingTimer = 0;
  let typing = false;
  let offline = false;
  const presses = createPresses();

  /**
   * @param {number} chat
   * @param {AnyMessage} message
   * @param {boolean} isNew
   */
  const onMessage = (chat, message, isNew) => {
    const fromBot = message.from?.is_bot === true;
    if (chat === chatId) {
      conversation.put(message);
      if (fromBot) setTyping(false);
      if (fromBot) onNews();
    } else if (isNew) unread.set(chat, (unread.get(chat) ?? 0) + 1);
    render();
  };
  const onReload = () => {
    if (!entry()) chatId = session.state().chats[0]?.chat.id;
    showMessages(true);
    render();
  };

  const session = await createSession({
    onReload,
    onMessage,
    onDelete(chat, ids) {
      if (chat === chatId) conversation.remove(ids);
      render();
    },
    onTyping(chat) {
      if (chat === chatId) setTyping(true);
    },
    onAnswer: presses.answered,
    onConnection(lost) {
      const back = offline && !lost;
      offline = lost;
      render();
      if (back) onReconnect();
    },
  });
  const qq = await createQQSession({ onReload, onMessage, onConnection: () => undefined });
  /** @returns {ChatEntry[]} those of Telegram, and the one on QQ */
  const entries = () => [
    ...session.state().chats,
    {
      chat: { id: qqChat, type: 'private', first_name: qq.bot().name },
      blocked: false,
      commands: [],
    },
  ];
  const entry = () => entries().find(({ chat }) => chat.id === chatId);
  const isPrivate = () => entry()?.chat.type === 'private';
  const isOnQQ = () => chatId === qqChat;
  const history = () => (isOnQQ() ? qq.history() : session.history(chatId));

  /** @param {{ text: string, replyTo?: number | undefined, file?: File | undefined }} draft */
  const send = async ({ text, replyTo, file }) => {
    if (chatId === undefined) return false;
    if (isOnQQ()) return (await attempt(() => qq.send({ text, replyTo, file }).then(() => true))) === true;
    const place = { user: session.user(), chat: chatId };
    const sent = await attempt(() =>
      file
        ? ask('/client/document', { form: formOf({ ...place, caption: text, file }) })
        : ask('/client/send', { body: { ...place, text: inGroup(text), ...(replyTo && { replyTo }) } }),
    );
    return sent !== undefined;
  };
  /**
   * Adds the bot's name to a command in a group, as Telegram's apps do.
   * @param {string} text
   */
  const inGroup = (text) => {
    const name = session.state().bot.username;
    return isPrivate() || !name ? text : text.replace(/^\/\w+(?![\w@])/, (command) => `${command}@${name}`);
  };
  /** @param {string} command */
  const sendCommand = (command) => send({ text: command });

  const actions = createMessageActions({
    bot: () => session.state().bot,
    sendCommand,
    async start(payload) {
      openChat(session.user());
      if (payload !== undefined) await sendCommand(`/start ${payload}`);
    },
    async startGroup(payload) {
      const group = session.state().chats.find(({ chat }) => chat.type !== 'private');
      if (group) openChat(group.chat.id);
      await sendCommand(`/start ${payload}`);
    },
    async press({ chat, message_id: message, reply_markup: markup }, data) {
      const pressed = markup?.inline_keyboard
        .flat()
        .find((button) => 'callback_data' in button && button.callback_data === data);
      const press = { user: session.user(), chat: chat.id, message, data };
      const given = await attempt(async () => ({ answer: await presses.press(press) }));
      if (given?.answer) onPressed(pressed?.text ?? '');
      return given;
    },
    showPerson,
    showPhone,
  });
  const conversation = createConversation({
    actions,
    reply: (message) => composer.replyTo(message),
    start: () => void sendCommand('/start'),
  });
  const composer = createComposer({ send });
  const sidebar = createSidebar({ onUser: (id) => void become(id), onChat: (id) => openChat(id) });

  const render = () => {
    const { users, bot } = session.state();
    const chats = entries().map(({ chat }) => chat);
    const last = session.last();
    const newest = qq.history().at(-1);
    if (newest) last.set(qqChat, newest);
    sidebar.render({ users, user: session.user(), chats, chat: chatId, bot, last, unread });
    const shown = entry();
    byId('chat-title').textContent = shown ? chatTitle(shown.chat, bot) : 'guanxi';
    byId('chat-note').textContent = note(shown);
    byId('chat-note').classList.toggle('busy', typing && !offline);
    document.body.classList.toggle('on-qq', isOnQQ());
    byId('block').hidden = !isPrivate() || isOnQQ();
    byId('block').textContent = say(shown?.blocked ? 'unblock' : 'block');
    byId('blocked').hidden = !shown?.blocked;
    byId('composer').hidden = shown?.blocked === true;
    composer.setCommands(isOnQQ() ? undefined : (shown?.commands ?? []));
    composer.setHint(isOnQQ() ? 'placeholderOnQQ' : 'placeholder');
    const me = session.user();
    const ownEntry = entries().find(({ chat }) => chat.id === me);
    onChange({
      user: me,
      steps: stepsDone({ me, messages: session.history(me), commands: ownEntry?.commands ?? [] }),
      buttons: isPrivate() && !isOnQQ() ? conversation.buttons() : [],
    });
  };
  /** @param {ChatEntry | undefined} shown */
  const note = (shown) => {
    if (offline) return say('offline');
    if (isOnQQ()) return say('botOnQQ');
    if (typing) return say('typing');
    if (shown?.chat.type === 'private') return say('bot');
    return say('members', { count: session.state().users.length + 1 });
  };
  const showMessages = (keepPlace = false) =>
    conversation.show(
      history(),
      {
        me: isOnQQ() ? qq.user() : session.user(),
        group: !isPrivate(),
        empty: isOnQQ() ? 'nothingYetOnQQ' : 'nothingYet',
      },
      keepPlace,
    );
  /** @param {boolean} on */
  const setTyping = (on) => {
    window.clearTimeout(typingTimer);
    if (on) typingTimer = window.setTimeout(() => setTyping(false), typingLife);
    if (typing === on) return;
    typing = on;
    render();
  };

  /** @param {number | undefined} id */
  const openChat = (id) => {
    chatId = id;
    if (id !== undefined) unread.delete(id);
    setTyping(false);
    composer.reset();
    showMessages();
    render();
    showView('chat');
    // On a phone, the keyboard would cover the chat that was just opened.
    if (matchMedia('(hover: hover)').matches) composer.focus();
  };
  /** @param {number} id the person to chat as from now on, in the same kind of chat */
  const become = async (id) => {
    if (id === session.user()) return;
    const wasPrivate = isPrivate();
    unread.clear();
    await attempt(async () => {
      await session.become(id);
      await qq.become(fullName(session.state().user));
    });
    if (!isOnQQ()) {
      const { chats } = session.state();
      chatId = chats.find(({ chat }) => (chat.type === 'private') === wasPrivate)?.chat.id;
    }
    composer.reset();
    showMessages();
    render();
  };

  byId('block').addEventListener('click', async () => {
    const blocked = !entry()?.blocked;
    await attempt(() => ask('/client/block', { body: { user: session.user(), blocked } }));
    await attempt(session.reload);
  });
  onLanguage(() => {
    showMessages(true);
    render();
  });
  session.connect();
  await qq.become(fullName(session.state().user));
  return {
    /** @param {string} text text for the input field of the private chat */
    fill(text) {
      openChat(session.user());
      composer.fill(text);
    },
  };
}

/** @param {Record<string, string | number | File>} fields */
function formOf(fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    form.set(name, typeof value === 'number' ? String(value) : value);
  }
  return form;
}
