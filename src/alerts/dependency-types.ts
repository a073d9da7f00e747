import type { Session } from '../api/index.ts';
import type { QuietHours } from './quiet-hours.ts';

/** The session of a chat's login to an account; `undefined` when there is none any more. */
export type SessionOf = (chat: number, mid: number) => Promise<Session | undefined>;

/** The quiet hours of a chat; `undefined` when it has none. */
export type QuietHoursOf = (chat: number) => Promise<QuietHours | undefined>;

/** The timezone of a chat (IANA name), which decides the days of its history. */
export type TimezoneOf = (chat: number) => Promise<string>;
