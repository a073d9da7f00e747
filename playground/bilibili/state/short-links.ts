import type { Random } from './random.ts';

/** The short links of b23.tv. */
export interface Links {
  /** Makes a short link to `target`: `https://b23.tv/` and seven characters. */
  make(target: string): string;
  /** Makes the link invalid. */
  expire(link: string): void;
  /** The target of a code; codes of videos work without being made. */
  target(code: string): string | undefined;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

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
