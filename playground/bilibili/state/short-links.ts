import type { Random } from './random.ts';

/** The short links of b23.tv. */
export interface Links {
  /** A short link that leads to `target`: `https://b23.tv/` and seven characters. */
  make(target: string): string;
  /** The link runs out. */
  expire(link: string): void;
  /** Where a code leads; those of videos need no making. */
  target(code: string): string | undefined;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** No short links yet. */
export function createLinks(random: Random): Links {
  const targets = new Map<string, string>();
  return {
    make(target) {
      const code = random.text(7, alphabet);
      targets.set(code, target);
      return `https://b23.tv/${code}`;
    },
    expire(link) {
      targets.delete(link.slice(link.lastIndexOf('/') + 1));
    },
    target(code) {
      if (/^(BV[0-9A-Za-z]{10}|av\d+)$/.test(code)) return `https://www.bilibili.com/video/${code}`;
      return targets.get(code);
    },
  };
}
