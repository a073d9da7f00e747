import type { BotCommand, User, UserFromGetMe } from 'grammy/types';
import { type PressOptions, press } from './people/button-press.ts';
import type { ButtonChoice } from './people/buttons.ts';
import { type Conversation, createConversation } from './people/conversation.ts';
import { addTopic } from './people/forum-topics.ts';
import { migrate, openGroup, setBlocked, setBotStanding } from './people/group-changes.ts';
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

/** A Telegram with one bot and the people who use it. The page and tests act through it, the bot over HTTP. */
export interface Telegram {
  readonly bot: UserFromGetMe;
  /** What the bot must call the Bot API with. */
  readonly token: string;
  /** The parts of the server, for the HTTP side; tests go through the functions below. */
  readonly state: State;

  user(options: UserOptions): User;
  /** The private chat with the bot, which the person has opened: the bot may write. */
  privateChat(user: User): TalkChat;
  /** A group with the bot in it; the first member is its creator. */
  group(options: GroupOptions): TalkChat;
  /** Opens a topic in a forum and returns its thread id. */
  topic(chat: ChatRef, name: string): number;
  closeTopic(chat: ChatRef, thread: number): void;
  /** How a person stands in a group; adds them when new. */
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
  /** The account is deleted: nothing reaches it any more. */
  deactivate(user: User): void;
  /** Removes the bot from a group for good. */
  kick(chat: ChatRef): void;
  addBot(chat: ChatRef): void;
  promoteBot(chat: ChatRef): void;
  /** Turns a basic group into a supergroup and returns that. */
  migrate(chat: ChatRef): TalkChat;

  /** A person's side of a chat, for tests; their private chat when none is named. */
  conversation(user: User, chat?: ChatRef): Conversation;
  /** A new person and their private chat, in one. */
  actor(options: UserOptions): Conversation;
  /** The first message of the bot, new or edited, that satisfies the predicate, from the chat's beginning on. */
  waitFor(
    chat: ChatRef,
    predicate: (message: ChatMessage) => boolean,
    options?: WaitOptions,
  ): Promise<ChatMessage>;
  /** The chat as it stands: edits applied, deleted messages gone. */
  history(chat: ChatRef): ChatMessage[];
  transcript(chat: ChatRef): string;
  /** The menu of commands this person sees in this chat. */
  menu(user: User, chat: ChatRef): BotCommand[];
  /**
   * Hears of each `event` that people see, or of each `call` of the bot before anything is done: faults that are planned then
   * strike that call. Returns the function that ends the listening.
   */
  on: Events['on'];

  /** The bot's requests, oldest first. */
  calls(method?: string): ApiCall[];
  readonly unknownMethods: readonly string[];
  readonly oddities: readonly string[];
  readonly faults: Faults;
  readonly limits: Limits;
  /** Resolves when the bot waits in a long poll: it is up. */
  polled(): Promise<void>;
  /** Resolves when the bot has confirmed every update. */
  drained(): Promise<void>;
  /** Ends long polls, event streams and hung calls. */
  close(): void;
}

/** Makes a Telegram nobody has used yet. */
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
  const open = (user: User): ChatRecord => {
    const own = chats.private(user);
    own.started = true;
    return own;
  };
  const stand = (chat: ChatRef, standing: Membership) => {
    const group = record(chat);
    setBotStanding(state, group, standing, creator(group));
  };

  const telegram: Telegram = {
    bot: state.bot,
    token: state.token,
    state,
    user: (person) => users.add(person),
    privateChat: (user) => open(user).chat,
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
      return send(state, user, own ? open(user) : record(chat), text, extra);
    },
    press: (user, { chat, message_id: message }, choice, { timeout, ...extra } = {}) =>
      press(state, { user, record: record(chat), message, choice, ...extra }, timeout),
    block: (user) => setBlocked(state, open(user), true, user),
    unblock: (user) => setBlocked(state, open(user), false, user),
    deactivate: (user) => users.deactivate(user.id),
    kick: (chat) => stand(chat, 'kicked'),
    addBot: (chat) => stand(chat, 'member'),
    promoteBot: (chat) => stand(chat, 'administrator'),
    migrate(chat) {
      const group = record(chat);
      return migrate(state, group, creator(group)).chat;
    },

    conversation: (user, chat) =>
      createConversation(state, user, chat === undefined ? open(user) : record(chat)),
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
