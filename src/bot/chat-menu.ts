import type { Language } from '../config/languages.ts';

/** The command menu of one chat, as far as it differs from that of everybody. */
export interface ChatMenu {
  /**
   * Lists the commands of a private chat in the order of use, in its language, or as for everybody when it is not logged in.
   * Returns at once; what is so already costs nothing.
   */
  follow(chat: number, state: { loggedIn: boolean; language: Language }): void;
}
