import type { Random } from './random.ts';
import type { Session, Sessions } from './sessions.ts';

/** The state of a QR login. */
export type QrState = 'waiting' | 'scanned' | 'confirmed' | 'done' | 'expired';

/** A QR code that can still be scanned or confirmed. */
export interface PendingQr {
  key: string;
  /** The content of the QR code. */
  url: string;
  state: QrState;
}

/** Login by QR code: `generate` and `poll` for the site, the rest for the person with the phone. */
export interface QrLogin {
  generate(): { key: string; url: string };
  /** The state, with the new session the first time it is `confirmed`. Unknown keys are `expired`. */
  poll(key: string): { state: QrState; session?: Session };
  /** The codes that can still be scanned or confirmed, oldest first. */
  pending(): PendingQr[];
  /** Scans the code as `mid`. Throws when the code is not waiting. */
  scan(key: string, mid: number): void;
  /** Confirms the login of the person who scanned. Throws when nobody has scanned. */
  confirm(key: string): void;
  /** Expires the code at once. Throws when it has expired already. */
  expire(key: string): void;
}

/** A key is valid for 180 seconds, whether confirmed or not. */
const lifetime = 180_000;

interface Code {
  url: string;
  state: QrState;
  madeAt: number;
  mid?: number;
}

/** `now` in ms since 1970; `changed` is called when the state of a code changes. */
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
