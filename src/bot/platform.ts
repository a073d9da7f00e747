import type { Api } from 'grammy';

/**
 * What differs between the chat platforms the bot is on. Features and the domain ask here; nothing else of theirs tells
 * one platform from another.
 */
export interface Platform {
  readonly name: 'telegram' | 'oneBot' | 'qqOfficial';
  /** What it is called in a sentence. */
  readonly title: 'Telegram' | 'QQ';
  /** The effect a message of a private chat arrives with when there is something to celebrate; left out where there is none. */
  readonly celebration?: string;
  /** Whether a long quotation shows its first lines alone until it is opened. */
  readonly foldsQuotations: boolean;
  /** Whether somebody in a group can be answered so that nobody else reads it. */
  readonly answersOnePerson: boolean;
  /** Whether many read along in a chat; `chat` is its id. */
  isGroup(chat: number): boolean;
  /** Whether the bot can delete what others write in a private chat with it. */
  readonly deletesMessages: boolean;
  /** Whether of a button that begins with a number no more than the number is shown. */
  readonly shortLabels: boolean;
  /** The address that opens the private chat with the bot and sends `/start PAYLOAD` there; `undefined` where there is none. */
  startLink(payload: string): string | undefined;
  /** The address that adds the bot to a group and sends `/start PAYLOAD` there; `undefined` where there is none. */
  addToGroupLink(payload: string): string | undefined;
  /** What somebody says in a group to send `/start PAYLOAD` to this bot and to no other. */
  startInGroup(payload: string): string;
  /** How the settings name a user, such as in ALLOWED_USERS; `user` is their id. */
  nameInSettings(user: number): Promise<string>;
}

/** A chat platform as it is reached from outside of an update. */
export interface PlatformClient {
  platform: Platform;
  /** For what answers no update, such as the message of a job. */
  api: Api;
  /** For alerts: what is sent again, and when, is theirs to decide. */
  apiWithoutRetries: Api;
}

/** Finds the platform that a chat is on. */
export type ClientOf = (chat: number) => PlatformClient;
