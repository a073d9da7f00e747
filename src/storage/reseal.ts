import type { Upkeep } from './record-repository.ts';

/** The result of resealing. */
export interface Resealed {
  /** Records with a sealed part. */
  sealed: number;
  /** How many of them were of an older key or version and have been rewritten. */
  renewed: number;
}

/**
 * Decodes every sealed record and rewrites those of an older key. Each record is one write: after an
 * interruption every record is sealed with one key or the other, and the next run does the rest.
 * @throws SealError at the first record that no key opens; the signal's reason when aborted
 */
export async function reseal(repositories: readonly Upkeep[], signal?: AbortSignal): Promise<Resealed> {
  const done = { sealed: 0, renewed: 0 };
  for (const repository of repositories.filter(({ sealed }) => sealed)) {
    for await (const { key, stale, problem } of repository.audit()) {
      signal?.throwIfAborted();
      if (problem) throw problem;
      done.sealed += 1;
      if (!stale) continue;
      await repository.renew(key);
      done.renewed += 1;
    }
  }
  return done;
}
