const patience = 35_000;

/** The server refused; `message` is its text, for users. */
export class Refused extends Error {}

/**
 * Sends a request to the playground's server; returns the JSON, or throws {@link Refused} with the server's
 * error. Waits up to 35 s, because a press is answered only when the bot has answered.
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
