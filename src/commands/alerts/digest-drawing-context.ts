import type { FanHistory } from '../../alerts/index.ts';
import type { ActingViewer } from '../../bot/viewer.ts';

/** What a digest is drawn with: the viewer, and facts about the account. */
export interface DigestViewer extends ActingViewer {
  /** Display name of the watched account. */
  account: string;
  /** Whether to name the account: the chat has several, or is a group. */
  sayAccount: boolean;
  /** Link to the login methods in the private chat; `undefined` in that chat itself. */
  loginLink?: string | undefined;
  /** Names read for people whose names were not kept, by mid. */
  names: ReadonlyMap<number, string>;
  /** Id of the record with the people of "follow all back"; `undefined` when there are none. */
  record?: number | undefined;
  /** History of the number of fans, for reports. */
  history?: FanHistory | undefined;
  /** ms */
  now: number;
}
