import type { Random } from '../../playground/bilibili/index.ts';
import type { Stage } from './stage.ts';

/** Random events at the site. */
export interface Life {
  /** Makes something happen to one of the accounts; returns a description. */
  happen(): string;
}

/** How many fans of an account the site shows. */
const visibleFans = 1000;

/**
 * Single fans and crowds arrive, new and old fans leave and return, the account follows some back elsewhere,
 * including fans the site does not show; and so many visible fans leave that hidden ones become visible.
 */
export function createLife(stage: Stage, random: Random): Life {
  const { world, newcomers } = stage;
  const accounts = [...newcomers.keys()];
  const old = new Map(accounts.map((mid) => [mid, world.fansOf(mid)]));
  const left = new Map<number, number[]>(accounts.map((mid) => [mid, []]));

  const come = (mid: number) => {
    const count = random.below(4) === 0 ? 1 + random.below(60) : 1 + random.below(4);
    stage.addFans(mid, count);
    return `${count} come to ${mid}`;
  };
  const leave = (mid: number, fans: readonly number[]) => {
    if (fans.length === 0) return come(mid);
    for (const fan of fans) world.unfollow(fan, mid);
    left.get(mid)?.push(...fans);
    return `${fans.length > 3 ? fans.length : fans} leave ${mid}`;
  };
  const currentFans = (mid: number, fans: Iterable<number> = []) => {
    const there = new Set(world.fansOf(mid));
    return [...fans].filter((fan) => there.has(fan));
  };
  const oneOf = (fans: readonly number[]) => (fans.length === 0 ? [] : [random.pick(fans)]);
  const followBack = (mid: number, fans: readonly number[], unseen: boolean) => {
    if (fans.length === 0) return come(mid);
    for (const fan of fans) {
      world.followBack(mid, fan);
      if (unseen) stage.mutuals.add(fan);
    }
    return `${mid} follows ${fans} back`;
  };

  const events: ((mid: number) => string)[] = [
    come,
    come,
    come,
    (mid) => leave(mid, oneOf(currentFans(mid, newcomers.get(mid)))),
    (mid) => leave(mid, oneOf(currentFans(mid, old.get(mid)?.slice(0, visibleFans)))),
    (mid) => {
      const back = oneOf(left.get(mid) ?? []);
      if (back.length === 0) return come(mid);
      for (const fan of back) world.follow(fan, mid);
      return `${back} come back to ${mid}`;
    },
    (mid) => followBack(mid, oneOf(currentFans(mid, newcomers.get(mid))), false),
    (mid) => followBack(mid, oneOf(currentFans(mid, old.get(mid)?.slice(0, visibleFans))), false),
    (mid) => followBack(mid, oneOf(currentFans(mid, old.get(mid)?.slice(visibleFans))), true),
    (mid) => {
      const all = old.get(mid) ?? [];
      return all.length > visibleFans ? leave(mid, currentFans(mid, all.slice(0, visibleFans))) : come(mid);
    },
  ];
  return { happen: () => random.pick(events)(random.pick(accounts)) };
}
