/** What a library makes of a refusal. */
export interface Refusal {
  code: number;
  description: string;
  retryAfter?: number;
  migrateTo?: number;
}

/** One bot, written the way the library's users write it, so that all three can be put to the same tests. */
export interface Library {
  name: string;
  /**
   * Starts the bot: `/start` answers "hello" with a button "more" (data `more`) and one to a web page; the press is
   * answered with the toast "here you are" and edits the text to bold "more" without a keyboard; `/photo` answers an
   * uploaded picture captioned "a dot"; `/album` two of them; a document is downloaded and said back as "got: …".
   * `ended` resolves with the refusal that ends polling.
   */
  start(root: string, token: string): { ended: Promise<Refusal | undefined>; stop(): Promise<void> };
  /** Sends a text and returns how the library reports the refusal. */
  refusal(root: string, token: string, chat: number, text: string): Promise<Refusal>;
}
