import type { Asker } from './build-request.ts';
import type { Call } from './call.ts';
import { peopleEndpoints } from './endpoints/people.ts';
import { BilibiliRefused, BilibiliUnreachable } from './errors.ts';

/**
 * The device cookies that the site assigns, percent-encoded; it blocks logged-in requests without them sooner. Undefined
 * when it does not give them: none are made up.
 */
export async function readDeviceCookies(
  call: Call,
  { credential: _, ...asker }: Asker,
  signal?: AbortSignal,
): Promise<{ buvid3: string; buvid4: string } | undefined> {
  try {
    const { data } = await call(peopleEndpoints.fingerprint, {}, asker, signal);
    return { buvid3: encodeURIComponent(data.b_3), buvid4: encodeURIComponent(data.b_4) };
  } catch (error) {
    if (error instanceof BilibiliRefused || error instanceof BilibiliUnreachable) return undefined;
    throw error;
  }
}
