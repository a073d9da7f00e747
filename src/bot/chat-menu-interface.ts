import type { Language } from '../config/languages.ts';

/** Updates the command menu of single chats. */
export interface ChatMenu {
  /**
   * Sets a private chat's menu to its language and the order of use, or to the general menu when it is not
   * logged in. Returns immediately, and does nothing when the menu is already right.
   */
  follow(chat: number, state: { loggedIn: boolean; language: Language }): void;
}
