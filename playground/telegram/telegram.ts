import type { BotCommand, User, UserFromGetMe } from 'grammy/types';
import { type PressOptions, press } from './people/button-press.ts';
import type { ButtonChoice } from './people/buttons.ts';
import { type Conversation, createConversation } from './people/conversation.ts';
import { addTopic } from './people/forum-topics.ts';
import { migrate, openGroup, setBlocked, setBotStatus } from './people/group-changes.ts';
import { type SendOptions, send } from './people/send-message.ts';
import { transcript } from './people/transcript.ts';
import { type WaitOptions, waitForEntry } from './people/wait.ts';
import type { ApiCall } from './state/call-log.ts';
import type { CallbackAnswer } from './state/callback-queries.ts';
import type { ChatMessage, ChatRecord, GroupOptions, Membership, TalkChat } from './state/chats.ts';
import type { Events } from './state/events.ts';
import type { Faults } from './state/faults.ts';
import type { Limits } from './state/flood-limits.ts';
import { createState, type State, type TelegramOptions } from './state/state.ts';
import type { UserOptions } from './state/users.ts';

/** A chat, or its id. */
export type ChatRef = { id: number } | number;

/** A simulated Telegram with one bot and its users. The page and tests act through it, the bot over HTTP. */
export interface Telegram {
  readonly bot: UserFromGetMe;
  /** The bot's token. */
  readonly token: string;
  /** The state, for the HTTP routes; tests use the functions below. */
  readonly state: State;

  user(options: UserOptions): User;
  /** The person's private chat with the bot, already started, so the bot may write. */
  privateChat(user: User): TalkChat;
  /** A group with the bot; the first member is its creator. */
  group(options: GroupOptions): TalkChat;
  /** Creates a topic in a forum; returns its thread id. */
  topic(chat: ChatRef, name: string): number;
  closeTopic(chat: ChatRef, thread: number): void;
  /** Sets a person's status in a group. */
  setMember(chat: ChatRef, user: User, standing: Membership): void;

  send(user: User, chat: ChatRef, text: string, options?: SendOptions): ChatMessage;
  press(
    user: User,
    message: ChatMessage,
    choice: ButtonChoice,
    options?: PressOptions,
  ): Promise<CallbackAnswer>;
  block(user: User): void;
  unblock(user: User): void;
  /** Deletes the account: nothing can be sent to it. */
  deactivate(user: User): void;
  /** Bans the bot from a group. */
  kick(chat: ChatRef): void;
  addBot(chat: ChatRef): void;
  promoteBot(chat: ChatRef): void;
  /** Turns a basic group into a supergroup, which is returned. */
  migrate(chat: ChatRef): TalkChat;

  /** A person's view of a chat, for tests; of their private chat when none is given. */
  conversation(user: User, chat?: ChatRef): Conversation;
  /** Creates a person and their private chat. */
  actor(options: UserOptions): Conversation;
  /** The bot's first message or edit that satisfies the predicate, from the chat's beginning. */
  waitFor(
    chat: ChatRef,
    predicate: (message: ChatMessage) => boolean,
    options?: WaitOptions,
  ): Promise<ChatMessage>;
  /** The current messages of the chat: edited, without deleted ones. */
  history(chat: ChatRef): ChatMessage[];
  transcript(chat: ChatRef): string;
  /** The command menu this person sees in this chat. */
  menu(user: User, chat: ChatRef): BotCommand[];
  /**
   * Listens for what people see (`event`) or for the bot's requests before they are carried out (`call`), so
   * that a listener can still set a fault for that request. Returns the function that removes the listener.
   */
  on: Events['on'];

  /** The bot's requests, oldest first. */
  calls(method?: string): ApiCall[];
  readonly unknownMethods: readonly string[];
  readonly oddities: readonly string[];
  readonly faults: Faults;
  readonly limits: Limits;
  /** Resolves when the bot is waiting in a long poll, so it has started. */
  polled(): Promise<void>;
  /** Resolves when the bot has confirmed all updates. */
  drained(): Promise<void>;
  /** Ends long polls, event streams and hanging calls. */
  close(): void;
}

/** Creates a Telegram without users. */
export function createTelegram(options?: TelegramOptions): Telegram {
  const state = createState(options);
  const { users, chats, updates, calls } = state;

  const record = (chat: ChatRef): ChatRecord => {
    const id = typeof chat === 'number' ? chat : chat.id;
    const found = chats.get(id);
    if (!found) throw new Error(`there is no chat ${id}`);
    return found;
  };
  const creator = ({ members }: ChatRecord): User => {
    const id = [...members].find(([, standing]) => standing === 'creator')?.[0];
    return users.get(id ?? 0) ?? state.bot;
  };
  const startPrivateChat = (user: User): ChatRecord => {
    const own = chats.private(user);
    own.started = true;
    return own;
  };
  const changeBotStatus = (chat: ChatRef, standing: Membership) => {
    const group = record(chat);
    setBotStatus(state, group, standing, creator(group));
  };

  const telegram: Telegram = {
    bot: state.bot,
    token: state.token,
    state,
    user: (person) => users.add(person),
    privateChat: (user) => startPrivateChat(user).chat,
    group: (group) => openGroup(state, group).chat,
    topic(chat, name) {
      const forum = record(chat);
      return addTopic(state, forum, creator(forum), name).message_thread_id;
    },
    closeTopic(chat, thread) {
      const topic = record(chat).topics.get(thread);
      if (topic) topic.closed = true;
    },
    setMember: (chat, user, standing) => void record(chat).members.set(user.id, standing),

    send: (user, chat, text, extra) => {
      const own = (typeof chat === 'number' ? chat : chat.id) === user.id;
      return send(state, user, own ? startPrivateChat(user) : record(chat), text, extra);
    },
    press: (user, { chat, message_id: message }, choice, { timeout, ...extra } = {}) =>
      press(state, { user, record: record(chat), message, choice, ...extra }, timeout),
    block: (user) => setBlocked(state, startPrivateChat(user), true, user),
    unblock: (user) => setBlocked(state, startPrivateChat(user), false, user),
    deactivate: (user) => users.deactivate(user.id),
    kick: (chat) => changeBotStatus(chat, 'kicked'),
    addBot: (chat) => changeBotStatus(chat, 'member'),
    promoteBot: (chat) => changeBotStatus(chat, 'administrator'),
    migrate(chat) {
      const group = record(chat);
      return migrate(state, group, creator(group)).chat;
    },

    conversation: (user, chat) =>
      createConversation(state, user, chat === undefined ? startPrivateChat(user) : record(chat)),
    actor: (person) => telegram.conversation(telegram.user(person)),
    waitFor: async (chat, predicate, wait) =>
      (await waitForEntry(state.events, record(chat), predicate, wait)).message,
    history: (chat) => [...record(chat).messages.values()],
    transcript: (chat) => transcript(record(chat)),
    menu: (user, chat) => state.commands.menu(user, record(chat)),
    on: state.events.on,

    calls: (method) => calls.entries.filter((call) => method === undefined || call.method === method),
    unknownMethods: calls.unknownMethods,
    oddities: calls.oddities,
    faults: state.faults,
    limits: state.limits,
    polled: () => updates.polled(),
    drained: () => updates.drained(),
    close: () => state.closing.abort(),
  };
  return telegram;
}
