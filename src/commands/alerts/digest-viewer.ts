import type { FanHistory } from '../../alerts/index.ts';
import type { ActingViewer } from '../../bot/viewer.ts';

/** For whom a digest is drawn, and what it is drawn with. */
export interface DigestViewer extends ActingViewer {
  /** The name of the watched account, fit to be shown. */
  account: string;
  /** Whether it must be said which account it is: the chat has several, or others read along. */
  sayAccount: boolean;
  /** Where the private chat with the bot opens at the ways to log in; `undefined` in that chat itself. */
  loginLink?: string | undefined;
  /** Names of those whose names were not kept, by mid, as far as they could be read. */
  names: ReadonlyMap<number, string>;
  /** The number of the record that says whom "follow all back" means; `undefined` when there is nobody. */
  record?: number | undefined;
  /** How the number of fans went, for reports. */
  history?: FanHistory | undefined;
  /** ms */
  now: number;
}
