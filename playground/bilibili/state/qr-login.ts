import type { Random } from './random.ts';
import type { Session, Sessions } from './sessions.ts';

/** How far a QR login has come. */
export type QrState = 'waiting' | 'scanned' | 'confirmed' | 'done' | 'expired';

/** A QR code that somebody could still scan or confirm. */
export interface PendingQr {
  key: string;
  /** What the picture holds. */
  url: string;
  state: QrState;
}

/** Logging in by QR code: what the site does and, below, what a person does on the phone. */
export interface QrLogin {
  generate(): { key: string; url: string };
  /** The state, and with `confirmed` the new session; once. Unknown keys are expired. */
  poll(key: string): { state: QrState; session?: Session };
  /** The codes that can still be scanned or confirmed, oldest first. */
  pending(): PendingQr[];
  /** A person holds the phone at the picture. Throws when the code is not waiting. */
  scan(key: string, mid: number): void;
  /** The person who scanned presses "log in". Throws when nobody scanned. */
  confirm(key: string): void;
  /** The time of the code runs out at once. Throws when it has already. */
  expire(key: string): void;
}

/** A key is good for 180 seconds, confirmed or not. */
const lifetime = 180_000;

interface Code {
  url: string;
  state: QrState;
  madeAt: number;
  mid?: number;
}

/** Makes the QR login of a site. `now` in ms since 1970; `changed` is called when the state of a code changes. */
export function createQrLogin(parts: {
  now(): number;
  random: Random;
  sessions: Sessions;
  changed(): void;
}): QrLogin {
  const { now, random, sessions, changed } = parts;
  const codes = new Map<string, Code>();
  const stateOf = (code: Code): QrState =>
    code.state !== 'done' && now() - code.madeAt >= lifetime ? 'expired' : code.state;
  const codeIn = (key: string, states: readonly QrState[]) => {
    const code = codes.get(key);
    const state = code ? stateOf(code) : 'expired';
    if (!code || !states.includes(state)) throw new Error(`the QR code is ${state}`);
    return code;
  };
  return {
    generate() {
      const key = random.text(32);
      const url = `https://account.bilibili.com/h5/account-h5/auth/scan-web?navhide=1&callback=close&qrcode_key=${key}&from=`;
      codes.set(key, { url, state: 'waiting', madeAt: now() });
      changed();
      return { key, url };
    },
    poll(key) {
      const code = codes.get(key);
      const state = code ? stateOf(code) : 'expired';
      if (code?.mid === undefined || state !== 'confirmed') return { state };
      code.state = 'done';
      changed();
      return { state, session: sessions.open(code.mid) };
    },
    pending: () =>
      [...codes]
        .map(([key, code]) => ({ key, url: code.url, state: stateOf(code) }))
        .filter(({ state }) => state === 'waiting' || state === 'scanned'),
    scan(key, mid) {
      Object.assign(codeIn(key, ['waiting']), { state: 'scanned', mid });
      changed();
    },
    confirm(key) {
      codeIn(key, ['scanned']).state = 'confirmed';
      changed();
    },
    expire(key) {
      codeIn(key, ['waiting', 'scanned', 'confirmed']).state = 'expired';
      changed();
    },
  };
}
