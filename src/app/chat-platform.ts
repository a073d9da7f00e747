import type { ApiClientOptions, Bot } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import type { SendRates } from '../alerts/index.ts';
import type { BotContext } from '../bot/context.ts';
import type { PlatformClient } from '../bot/platform.ts';
import type { UpdateQueue, UpdateStream } from '../bot/update-queue.ts';
import type { IncomingWebhook } from '../http/webhook.ts';
import type { TelegramReport } from '../telegram/fetch.ts';

/** What calls to chat platforms depend on. */
export interface PlatformCallOptions {
  /** Awaited right before each call; rejects when another process may have taken over this one's work. */
  fence: () => Promise<void>;
  /** Aborts every call. */
  stop: AbortSignal;
  /** Called after every call to Telegram. */
  onCall: (call: TelegramReport) => void;
  /**
   * Downloads a Bilibili picture that a message to a chat refers to by its address; `undefined` when it
   * fails.
   */
  readPicture: (address: string, chat: number, signal?: AbortSignal) => Promise<Uint8Array | undefined>;
}

/** A configured chat platform, before it has a bot. */
export interface ChatPlatform extends PlatformClient {
  /** Whether a chat is on this platform. */
  hasChat(chat: number): boolean;
  rates: SendRates;
  /** What its bot is created with. `botInfo` is set where it is known without asking the platform. */
  bot: { token: string; client: ApiClientOptions; botInfo?: UserFromGetMe };
  /** Creates the receiver of the bot's updates; it receives none yet. */
  receiver(bot: Bot<BotContext>, listener: PlatformListener): Receiver;
}

/** Listens to what happens on a platform. */
export interface PlatformListener {
  /** An update was handled. */
  onUpdate(): void;
  /** The platform is reachable again after an outage. */
  onReconnected(): void;
  /** A message arrived from a chat. */
  onHeard(chat: number): void;
  /** Whether a stranger's friend request to the bot's account is accepted, given their message. */
  acceptsFriendRequest(user: number, words: string): boolean;
  /** The platform has logged the bot's account out (`false`) or accepts it again (`true`). */
  onAccountState(loggedIn: boolean): void;
}

/** Receives the updates of a platform for its bot. */
export interface Receiver {
  readonly title: string;
  readonly queue: UpdateQueue;
  readonly away: boolean;
  /** Since when the platform has not answered, monotonic ms; `undefined` while it is reachable. */
  readonly silentSince: number | undefined;
  /** The webhook that the platform calls; `undefined` where updates are fetched. */
  readonly webhook: IncomingWebhook | undefined;
  /**
   * Starts receiving, once the bot's identity is known. Rejects when the platform refuses the bot
   * permanently.
   */
  start(signal: AbortSignal): Promise<UpdateStream>;
  /** A sentence for the operator: where the bot can be found. */
  place(): string;
  /** A sentence for the operator: how the first user becomes the admin. */
  howToClaim(claim: string): string;
}
