import type { Asker } from './build-request.ts';
import type { Call } from './call.ts';
import { peopleEndpoints } from './endpoints/people.ts';
import { isSiteFailure } from './errors.ts';

/**
 * The device cookies that the site assigns, percent-encoded; without them it blocks logged-in requests
 * sooner. Undefined when it assigns none; they are never invented.
 */
export async function readDeviceCookies(
  call: Call,
  { credential: _, ...asker }: Asker,
  signal?: AbortSignal,
): Promise<{ buvid3: string; buvid4: string } | undefined> {
  try {
    const { data } = await call(peopleEndpoints.fingerprint, {}, asker, { signal });
    return { buvid3: encodeURIComponent(data.b_3), buvid4: encodeURIComponent(data.b_4) };
  } catch (error) {
    if (isSiteFailure(error)) return undefined;
    throw error;
  }
}
