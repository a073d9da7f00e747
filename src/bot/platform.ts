/**
 * What differs between the chat platforms the bot is on. Features and the domain ask here; nothing else of theirs tells
 * one platform from another.
 */
export interface Platform {
  readonly name: 'telegram' | 'qq';
  /** The effect a message of a private chat arrives with when there is something to celebrate; left out where there is none. */
  readonly celebration?: string;
  /** Whether many read along in a chat; `chat` is its id. */
  isGroup(chat: number): boolean;
  /** Whether the bot can delete what others write in a private chat with it. */
  readonly deletesMessages: boolean;
  /** The address that opens the private chat with the bot and sends `/start PAYLOAD` there; `undefined` where there is none. */
  startLink(payload: string): string | undefined;
  /** The address that adds the bot to a group and sends `/start PAYLOAD` there; `undefined` where there is none. */
  addToGroupLink(payload: string): string | undefined;
  /** What somebody says in a group to send `/start PAYLOAD` to this bot and to no other. */
  startInGroup(payload: string): string;
}
