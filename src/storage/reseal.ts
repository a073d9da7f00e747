import type { Upkeep } from './record-repository.ts';

/** What sealing anew has come to. */
export interface Resealed {
  /** How many records have a sealed part. */
  sealed: number;
  /** How many of those were sealed with an older key, or in an older form, and are no longer. */
  renewed: number;
}

/**
 * Opens every sealed record and renews those that an older key sealed. Each record is one write, so whenever it is cut
 * short, every record is sealed with one key or the other, and the next run does the rest.
 * @throws SealError at the first that no key opens; the signal's reason when it is given up
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
