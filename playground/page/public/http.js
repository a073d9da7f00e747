const patience = 35_000;

/** What a server said when it refused; `message` is for people. */
export class Refused extends Error {}

/**
 * Asks one of the playground's servers for JSON; throws {@link Refused} with the server's own words. Waits 35 s at
 * most: a press on a button waits until the bot has answered it.
 * @param {string} path
 * @param {{ method?: string, body?: unknown, form?: FormData }} [options]
 * @returns {Promise<any>}
 */
export async function ask(path, { method, body, form } = {}) {
  const response = await fetch(path, {
    method: method ?? (body || form ? 'POST' : 'GET'),
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
    ...(form && { body: form }),
    signal: AbortSignal.timeout(patience),
  });
  const answer = await response.json().catch(() => undefined);
  if (!response.ok || answer?.ok === false) {
    throw new Refused(String(answer?.error ?? answer?.description ?? `HTTP ${response.status}`));
  }
  return answer;
}
