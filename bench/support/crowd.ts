import { recordTotal } from '../../src/alerts/fan-history.ts';
import { defaultAlertSettings } from '../../src/alerts/index.ts';
import type { CookieCredential } from '../../src/api/index.ts';
import type { ChatRecord, Store, WatchRecord } from '../../src/storage/index.ts';

/** Fans of each account; they never change, so polls find nothing new. */
export const fansEach = 60;

const firstAccount = 100_001;
const newest = 1_780_000_000;

/** The mids of the watched accounts. The chat that watches an account has the same id. */
export const crowd = (size: number) => Array.from({ length: size }, (_, index) => firstAccount + index);

/** The mid of a fan of an account, newest first. */
export const fanOf = (account: number, index: number) => 3_490_000_000_000_000 + account * fansEach + index;

/** When that fan followed, in seconds since 1970. */
export const fanSince = (index: number) => newest - index * 3600;

type Pending = NonNullable<WatchRecord['chats'][string]['pending']>;

/**
 * Stores the records of a program that has watched these accounts for a while, optionally with pending
 * alerts.
 */
export async function storeWatchedAccounts(
  { chats, watches }: Pick<Store, 'chats' | 'watches'>,
  mids: readonly number[],
  pendingOf?: (mid: number) => Pending,
): Promise<void> {
  const now = Date.now();
  for (const mid of mids) {
    await chats.update(String(mid), () => chatOf(mid, now));
    await watches.update(String(mid), () => watchOf(mid, now, pendingOf?.(mid)));
  }
}

/** The record of the chat that watches an account. */
export function chatOf(mid: number, now: number): ChatRecord {
  return {
    language: 'zh',
    sessions: [{ mid, name: `第${mid}号`, face: '', credential: credentialOf(mid, now), madeAt: now }],
    active: mid,
  };
}

/** The record of an account that was polled just now, optionally with pending alerts. */
export function watchOf(mid: number, now: number, pending?: Pending): WatchRecord {
  return {
    known: Array.from({ length: fansEach }, (_, index): [number, number] => [
      fanOf(mid, index),
      fanSince(index),
    ]),
    former: [],
    total: fansEach,
    newest: fanSince(0),
    lookedAt: now,
    // Without it, the first poll of every account would write one.
    history: recordTotal(undefined, {
      at: now,
      timezone: 'Asia/Shanghai',
      total: fansEach,
      gained: 0,
      lost: 0,
      big: 0,
      followedBack: 0,
    }),
    milestone: 0,
    chats: { [mid]: { settings: defaultAlertSettings, ...(pending && { pending }) } },
  };
}

function credentialOf(mid: number, now: number): CookieCredential {
  return {
    kind: 'cookie',
    cookies: {
      SESSDATA: `0123abcd%2C1795000000%2C${mid}%2A21`,
      bili_jct: '0123456789abcdef0123456789abcdef',
      DedeUserID: String(mid),
      DedeUserID__ckMd5: '0123456789abcdef',
      sid: 'abcdefgh',
      buvid3: '01234567-89AB-CDEF-0123-456789ABCDEF12345infoc',
      buvid4: '01234567-89AB-CDEF-0123-456789ABCDEF67890-026010100-AbCdEfGhIjKlMnOpQrStUv%3D%3D',
    },
    refreshToken: '0123456789abcdef0123456789abcdef',
    madeAt: now,
    checkedAt: now,
  };
}
