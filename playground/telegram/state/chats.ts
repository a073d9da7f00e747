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

/** A chat of people; this server has no channels. */
export type TalkChat = Exclude<Chat, Chat.ChannelChat>;

/** A message as the Bot API shows it. Everyone here writes under their own name, so `from` is always known. */
export type ChatMessage = Message & { from: User; chat: TalkChat };

/** How someone stands in a group. */
export type Membership = 'creator' | 'administrator' | 'member' | 'left' | 'kicked';

/** One sending or editing by the bot; `turn` grows by one each time. */
export interface JournalEntry {
  turn: number;
  edited: boolean;
  message: ChatMessage;
}

/** A topic of a forum; `closed` ones take no messages of the bot. */
export type Topic = ForumTopic & { closed: boolean };

/** Everything the server keeps of one chat. */
export interface ChatRecord {
  chat: TalkChat;
  /** People of a group and how they stand; in a private chat the one person. */
  members: Map<number, Membership>;
  /** How the bot stands in the group. */
  bot: Membership;
  /** The person has opened the private chat, so that the bot may write. */
  started: boolean;
  /** The person has blocked the bot. */
  blocked: boolean;
  /** The supergroup that this group has become. */
  migratedTo?: number;
  topics: Map<number, Topic>;
  messages: Map<number, ChatMessage>;
  journal: JournalEntry[];
  reactions: Map<number, ReactionType[]>;
  pinned: number[];
  /** The reply keyboard the bot has put up. */
  keyboard?: ReplyKeyboardMarkup;
  menuButton?: MenuButton;
  /** The next id of a message that one person alone sees. */
  nextEphemeralId(): number;
  /** The next message id. Private chats and basic groups share one row of numbers, supergroups have their own. */
  nextId(): number;
}

/** What a group is made of. */
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

/** Every chat the server knows. */
export interface Chats {
  /** The private chat with this person, made when missing. */
  private(user: User): ChatRecord;
  group(options: GroupOptions): ChatRecord;
  get(id: number): ChatRecord | undefined;
  /** By `@name`, for supergroups, as the Bot API finds them. */
  named(username: string): ChatRecord | undefined;
  all(): ChatRecord[];
}

const FIRST_GROUP = -4_000_000_001;
const FIRST_SUPERGROUP = -1_002_000_000_001;

/** Makes an empty register of chats. */
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
    named: (username) =>
      [...chats.values()].find(
        ({ chat }) => chat.type === 'supergroup' && chat.username?.toLowerCase() === username.toLowerCase(),
      ),
    all: () => [...chats.values()],
  };
}
