import type { QQTrouble } from './port.ts';

/** Reports problems with a connection, each once as long as it stays the same. */
export interface TroubleNotice {
  report(error: QQTrouble): void;
  /** The connection works: whatever comes next is news. */
  clear(): void;
}

export function createTroubleNotice(onTrouble: (error: QQTrouble) => void): TroubleNotice {
  let said: string | undefined;
  return {
    report(error) {
      if (said !== error.reason) onTrouble(error);
      said = error.reason;
    },
    clear() {
      said = undefined;
    },
  };
}
