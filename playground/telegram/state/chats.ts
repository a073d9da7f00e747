import type {
  Chat,
  ForumTopic,
  MenuButton,
  Message,
  ReactionType,
  ReplyKeyboardMarkup,
  User,
} from 'grammy/types';
import { defined } from '../objects.ts';

/** A private chat or group; channels are not simulated. */
export type TalkChat = Exclude<Chat, Chat.ChannelChat>;

/** A Bot API message whose `from` is always set: nobody writes anonymously here. */
export type ChatMessage = Message & { from: User; chat: TalkChat };

/** A person's status in a group. */
export type Membership = 'creator' | 'administrator' | 'member' | 'left' | 'kicked';

/** A message or edit of the bot; `turn` is incremented each time. */
export interface JournalEntry {
  turn: number;
  edited: boolean;
  message: ChatMessage;
}

/** A forum topic; the bot cannot write to `closed` ones. */
export type Topic = ForumTopic & { closed: boolean };

/** The state of a chat. */
export interface ChatRecord {
  chat: TalkChat;
  /** Statuses of the people in a group; the person in a private chat. */
  members: Map<number, Membership>;
  /** The bot's status in the group. */
  bot: Membership;
  /** The person has started the private chat, so the bot may write. */
  started: boolean;
  /** The person has blocked the bot. */
  blocked: boolean;
  /** The supergroup that replaced this group. */
  migratedTo?: number;
  topics: Map<number, Topic>;
  messages: Map<number, ChatMessage>;
  journal: JournalEntry[];
  reactions: Map<number, ReactionType[]>;
  pinned: number[];
  /** The reply keyboard shown. */
  keyboard?: ReplyKeyboardMarkup;
  menuButton?: MenuButton;
  /** The next id of an ephemeral message. */
  nextEphemeralId(): number;
  /** The next message id. Private chats and basic groups share a sequence; each supergroup has its own. */
  nextId(): number;
}

/** Options of a group. */
export interface GroupOptions {
  title: string;
  /** The first one is the creator. */
  members: User[];
  /** Without the `@`; only supergroups have one. */
  username?: string;
  /** A supergroup with topics. */
  forum?: boolean;
  /** `group` unless it is a forum or has a username. */
  type?: 'group' | 'supergroup';
}

export interface Chats {
  /** The private chat with this person, created if missing. */
  private(user: User): ChatRecord;
  group(options: GroupOptions): ChatRecord;
  get(id: number): ChatRecord | undefined;
  /** A supergroup by its username, without the `@`. */
  byUsername(username: string): ChatRecord | undefined;
  all(): ChatRecord[];
}

const FIRST_GROUP = -4_000_000_001;
const FIRST_SUPERGROUP = -1_002_000_000_001;

export function createChats(): Chats {
  const chats = new Map<number, ChatRecord>();
  let groups = FIRST_GROUP;
  let supergroups = FIRST_SUPERGROUP;
  let sharedId = 0;
  const nextShared = () => {
    sharedId += 1;
    return sharedId;
  };
  const add = (chat: TalkChat, people: [number, Membership][]): ChatRecord => {
    let ownId = 0;
    const nextOwn = () => {
      ownId += 1;
      return ownId;
    };
    let ephemeralId = 0;
    const record: ChatRecord = {
      chat,
      members: new Map(people),
      bot: 'member',
      started: false,
      blocked: false,
      topics: new Map(),
      messages: new Map(),
      journal: [],
      reactions: new Map(),
      pinned: [],
      nextEphemeralId() {
        ephemeralId += 1;
        return ephemeralId;
      },
      nextId: chat.type === 'supergroup' ? nextOwn : nextShared,
    };
    chats.set(chat.id, record);
    return record;
  };
  return {
    private(user) {
      const known = chats.get(user.id);
      if (known) return known;
      const { id, first_name, last_name, username } = user;
      return add({ id, type: 'private', first_name, ...defined({ last_name, username }) }, [[id, 'member']]);
    },
    group({ title, members, username, forum, type }) {
      const people = members.map((user, index): [number, Membership] => [
        user.id,
        index === 0 ? 'creator' : 'member',
      ]);
      if (type === 'supergroup' || forum || username) {
        const extra = defined({ username, is_forum: forum ? (true as const) : undefined });
        return add({ id: supergroups--, type: 'supergroup', title, ...extra }, people);
      }
      return add({ id: groups--, type: 'group', title }, people);
    },
    get: (id) => chats.get(id),
    byUsername: (username) =>
      [...chats.values()].find(
        ({ chat }) => chat.type === 'supergroup' && chat.username?.toLowerCase() === username.toLowerCase(),
      ),
    all: () => [...chats.values()],
  };
}
