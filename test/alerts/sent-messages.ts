import type { Digest } from '../../src/alerts/index.ts';

/** Who was told of as new, in order; people of whom only a number was told are missing. */
export function told(sent: readonly Digest[]): number[] {
  return sent.flatMap(({ bigFans, fans }) =>
    [bigFans, fans].flatMap((batch) => [
      ...(batch?.first.map(({ mid }) => mid) ?? []),
      ...(batch?.more ?? []),
    ]),
  );
}

/** Who was told of as mutual. */
export function toldMutual(sent: readonly Digest[]): number[] {
  return sent.flatMap(({ mutuals }) => [...mutuals.first.map(({ mid }) => mid), ...mutuals.more]);
}

/** Who was told of as lost. */
export function toldLost(sent: readonly Digest[]): number[] {
  return sent.flatMap(({ lost }) => [...lost.first.map(({ mid }) => mid), ...lost.more]);
}

/** What notices were told, as `kind` or `recovered:of`. */
export function notices(sent: readonly Digest[]): string[] {
  return sent.flatMap((digest) => digest.notices.map(({ kind, of }) => (of ? `${kind}:${of}` : kind)));
}
