import type { AuditableRepository } from './repository.ts';

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
 * @throws SealError at the first that no key opens.
 */
export async function reseal(shelves: readonly AuditableRepository<never>[]): Promise<Resealed> {
  const done = { sealed: 0, renewed: 0 };
  for (const shelf of shelves.filter(({ sealed }) => sealed)) {
    for await (const { key, stale, problem } of shelf.audit()) {
      if (problem) throw problem;
      done.sealed += 1;
      if (!stale) continue;
      await shelf.update(key, (record) => record);
      done.renewed += 1;
    }
  }
  return done;
}
