import type { ApiClientOptions, Bot } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import type { SendRates } from '../alerts/index.ts';
import type { BotContext } from '../bot/context.ts';
import type { PlatformClient } from '../bot/platform.ts';
import type { UpdateQueue, UpdateStream } from '../bot/update-queue.ts';
import type { IncomingWebhook } from '../http/webhook.ts';
import type { TelegramReport } from '../telegram/fetch.ts';

/** What calls to chat platforms wait for, how they end, and who hears of them. */
export interface PlatformCalls {
  /** Asked right before each; rejects when another process may do this one's work by now. */
  fence: () => Promise<void>;
  /** Gives up every call. */
  stop: AbortSignal;
  /** Told of every call to Telegram. */
  onCall: (call: TelegramReport) => void;
  /** Downloads a picture of Bilibili that a message to a chat names by its address; `undefined` when it cannot be had. */
  readPicture: (address: string, chat: number, signal?: AbortSignal) => Promise<Uint8Array | undefined>;
}

/** A chat platform the program is on, before there is a bot for it. */
export interface ChatPlatform extends PlatformClient {
  /** Whether a chat is on it. */
  has(chat: number): boolean;
  rates: SendRates;
  /** What the bot on it is made with: the way of its calls, and who it is, where nobody need be asked. */
  bot: { token: string; client: ApiClientOptions; botInfo?: UserFromGetMe };
  /** Makes what brings updates to the bot on it; none comes in yet. */
  receiver(bot: Bot<BotContext>, listener: PlatformListener): Receiver;
}

/** Who is told of what happens on a platform besides updates. */
export interface PlatformListener {
  /** An update was handled. */
  onUpdate(): void;
  /** It is back after an outage. */
  onBack(): void;
  /** Somebody wrote in a chat. */
  onHeard(chat: number): void;
  /** Whether a stranger may become a friend of the bot's account, by what they say. */
  mayBefriend(user: number, words: string): boolean;
  /** The platform itself has logged the bot's account off (`false`), or takes it again. */
  onAccount(loggedIn: boolean): void;
}

/** Brings the updates of a platform to its bot. */
export interface Receiver {
  readonly title: string;
  readonly queue: UpdateQueue;
  readonly away: boolean;
  /** Since when it has not answered, ms of the monotonic clock; `undefined`: it is reached. */
  readonly silentSince: number | undefined;
  /** Where the platform calls, instead of being asked; `undefined` where it does not. */
  readonly webhook: IncomingWebhook | undefined;
  /** Lets updates in, once the bot knows who it is there. Rejects when the platform refuses it for good. */
  start(signal: AbortSignal): Promise<UpdateStream>;
  /** Where the bot is, for the operator. */
  place(): string;
  /** How the first visitor becomes the admin, for the operator. */
  howToClaim(claim: string): string;
}
