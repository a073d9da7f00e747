import type { Api } from 'grammy';
import type { Language } from '../config/languages.ts';

/**
 * What differs between chat platforms. Features and the domain ask here and distinguish platforms in no other
 * way.
 */
export interface Platform {
  readonly name: 'telegram' | 'oneBot' | 'qqOfficial';
  /** Its name in texts. */
  readonly title: 'Telegram' | 'QQ';
  /** The message effect for celebrations in private chats; undefined where there are none. */
  readonly celebration?: string;
  /** Whether a long quotation is collapsed until it is opened. */
  readonly foldsQuotations: boolean;
  /** Whether a reply in a group can be visible to one person only. */
  readonly answersOnePerson: boolean;
  /** Whether a chat has several members; `chat` is its id. */
  isGroup(chat: number): boolean;
  /** Whether the bot can delete users' messages in a private chat. */
  readonly deletesMessages: boolean;
  /** Whether a button whose label starts with a number shows only the number. */
  readonly shortLabels: boolean;
  /** How many documents may be sent in answer to a message, where they are counted. */
  readonly mostDocuments?: number;
  /**
   * A link that opens the private chat with the bot and sends `/start PAYLOAD`; `undefined` where there are
   * no such links.
   */
  startLink(payload: string): string | undefined;
  /**
   * A link that adds the bot to a group and sends `/start PAYLOAD` there; `undefined` where there are no such
   * links.
   */
  addToGroupLink(payload: string): string | undefined;
  /** The text to write in a group that sends `/start PAYLOAD` to this bot only. */
  startInGroup(payload: string): string;
  /** The name of a user in settings such as ALLOWED_USERS; `user` is their id. */
  nameInSettings(user: number): Promise<string>;
}

/** A chat platform's API for use outside of an update. */
export interface PlatformClient {
  platform: Platform;
  /** For messages that answer no update, such as the message of a job. */
  api: Api;
  /** For alerts, which do their own retries. */
  apiWithoutRetries: Api;
}

/** Finds the platform of a chat. */
export type ClientOf = (chat: number) => PlatformClient;

/** Updates the command menu of single chats. */
export interface ChatMenu {
  /**
   * Sets a private chat's menu to its language and the order of use, or to the general menu when it is not
   * logged in. Returns immediately, and does nothing when the menu is already right.
   */
  follow(chat: number, state: { loggedIn: boolean; language: Language }): void;
}
