import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { day } from '../time-units.ts';
import { get } from './endpoint.ts';
import { keyOfPictureUrl, mixKeys } from './wbi-sign.ts';

const key = z
  .string()
  .transform(keyOfPictureUrl)
  .pipe(z.string().regex(/^[0-9a-f]{32}$/));

/** The same call as `people.nav`, parsed for the signing keys; guests get them too, with code -101. */
export const wbiKeys = get('x/web-interface/nav', {
  params: z.strictObject({}),
  answer: z
    .object({ wbi_img: z.object({ img_url: key, sub_url: key }) })
    .transform(({ wbi_img }) => mixKeys(wbi_img.img_url, wbi_img.sub_url)),
  acceptedCodes: [-101],
});

/** The site-wide signing key. */
export interface WbiKeys {
  /** The mixed key, at most a day old; `ask` fetches it when needed. */
  current(ask: () => Promise<string>): Promise<string>;
  /** A key other than `stale`: fetched, unless that has already happened. */
  replace(stale: string, ask: () => Promise<string>): Promise<string>;
}

/** Caches the signing key for a day (the site changes it about daily); only one fetch runs at a time. */
export function createWbiKeys(clock: Clock): WbiKeys {
  let kept: { mixed: string; at: number } | undefined;
  let fetching: Promise<string> | undefined;

  async function fetchOnce(ask: () => Promise<string>): Promise<string> {
    const mixed = await ask();
    kept = { mixed, at: clock.monotonic() };
    return mixed;
  }

  function fetch(ask: () => Promise<string>): Promise<string> {
    fetching ??= fetchOnce(ask).finally(() => {
      fetching = undefined;
    });
    return fetching;
  }

  return {
    async current(ask) {
      return kept !== undefined && clock.monotonic() - kept.at < day ? kept.mixed : fetch(ask);
    },
    async replace(stale, ask) {
      return kept !== undefined && kept.mixed !== stale ? kept.mixed : fetch(ask);
    },
  };
}
