import { randomBytes } from 'node:crypto';
import type { UserFromGetMe } from 'grammy/types';
import { createProfile, type Profile } from './bot-profile.ts';
import { type CallLog, createCallLog } from './call-log.ts';
import { type Callbacks, createCallbacks } from './callback-queries.ts';
import { type Chats, createChats } from './chats.ts';
import { type Commands, createCommands } from './command-menus.ts';
import { createEvents, type Events } from './events.ts';
import { createFaults, type Faults } from './faults.ts';
import { createFiles, type Files } from './files.ts';
import { createLimits, type Limits } from './flood-limits.ts';
import { createUpdates, type Updates } from './update-queue.ts';
import { createUsers, type Users } from './users.ts';
import { createWebhook, type Webhook } from './webhook.ts';

/** Options of a simulated Telegram with one bot. */
export interface TelegramOptions {
  /** `<bot id>:<secret>`, as from BotFather; random when omitted. */
  token?: string;
  /** Without the `@`. */
  username?: string;
  /** The name shown above the chat; the username when omitted. */
  name?: string;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Maps a URL of a photo to the address actually fetched; undefined when it cannot be fetched. */
  fetchUrl?: (url: string) => string | undefined;
  /** Maps a webhook URL to the address actually used; undefined refuses it. Only loopback by default. */
  webhookUrl?: (url: string) => string | undefined;
  /**
   * The version of the Bot API; the current one when omitted. 7.0 stands for an outdated self-hosted server:
   * without dates, expandable quotations, effects, button styles, disabled and copy buttons, and ephemeral
   * messages.
   */
  version?: '7.0';
  /** Enforces the flood limits with 429. */
  limits?: boolean;
}

/** The state of the server. */
export interface State {
  readonly token: string;
  readonly bot: UserFromGetMe;
  readonly version: TelegramOptions['version'];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly users: Users;
  readonly chats: Chats;
  readonly updates: Updates;
  readonly webhook: Webhook;
  readonly callbacks: Callbacks;
  readonly files: Files;
  readonly commands: Commands;
  readonly profile: Profile;
  readonly limits: Limits;
  readonly faults: Faults;
  readonly calls: CallLog;
  readonly events: Events;
  /** Aborted when the server closes. */
  readonly closing: AbortController;
}

/** Creates a Telegram without users. */
export function createState({
  token = `123456789:${randomBytes(26).toString('base64url')}`,
  username = 'playground_bot',
  name = username,
  now = Date.now,
  fetchUrl = () => undefined,
  webhookUrl = (url) => (URL.parse(url)?.hostname === '127.0.0.1' ? url : undefined),
  version,
  limits = false,
}: TelegramOptions = {}): State {
  const id = Number(token.split(':')[0]);
  if (!Number.isSafeInteger(id) || id <= 0) throw new Error('a bot token starts with the bot id and a colon');
  const closing = new AbortController();
  const bot: UserFromGetMe = {
    id,
    is_bot: true,
    first_name: name,
    username,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  };
  const updates = createUpdates();
  return {
    token,
    bot,
    version,
    now,
    users: createUsers(),
    chats: createChats(),
    updates,
    webhook: createWebhook({ updates, webhookUrl, now, signal: closing.signal }),
    callbacks: createCallbacks(now),
    files: createFiles({ fetchUrl, signal: closing.signal }),
    commands: createCommands(),
    profile: createProfile(),
    limits: createLimits(now, limits),
    faults: createFaults(),
    calls: createCallLog(),
    events: createEvents(),
    closing,
  };
}

/** Now in whole seconds since 1970, the unit of the Bot API. */
export function seconds(state: State): number {
  return Math.floor(state.now() / 1000);
}
