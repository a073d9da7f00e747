import { createRandom } from '../state/random.ts';
import type { Site } from '../state/site.ts';
import type { Edits } from './edits.ts';
import { createPersonMaker } from './random-person.ts';

/** The account a new user logs in as: it has fans, followings and groups of every kind. */
export const OWNER = 100001;
/** Accounts without relations to the owner, for other users who log in. */
const neighbours = ['隔壁的邻居', '路人甲的日常', '二号机测试员', '楼上的房客', '巷口的店长'];

const minute = 60;

/**
 * Adds `count` people: most are fans of the owner, some followed, some both. Adds groups, a special follow, a
 * quiet follow, blocked people and private lists.
 */
export function populate(site: Site, world: Edits, { seed, count }: { seed: number; count: number }): void {
  const random = createRandom(seed + 1);
  const invent = createPersonMaker(random, (name) => site.people.byName(name) !== undefined);
  const now = site.seconds();
  world.addPerson({ ...invent(), mid: OWNER, name: '关系管理员', sign: '世界的中心', level: 6, videos: 12 });
  if (count === 0) return;
  neighbours.forEach((name, index) => {
    world.addPerson({ ...invent(), mid: OWNER + 1 + index, name });
  });
  const others = Array.from({ length: count }, () => world.addPerson(invent()).mid);
  const fans = new Set(others.slice(0, Math.floor(count * 0.8)));
  const followed = others.filter((_, index) => index % 8 === 7);
  const isFollowed = new Set(followed);

  // Oldest first, about an hour apart, so that the lists look realistic.
  let at = now - others.length * 90 * minute;
  for (const mid of others) {
    at += 30 * minute + random.below(60 * minute);
    if (fans.has(mid)) world.follow(mid, OWNER, { at });
    if (isFollowed.has(mid)) world.follow(OWNER, mid, { at: at + random.below(20 * minute) });
    for (let more = random.below(4); more > 0; more -= 1) {
      const other = random.pick(others);
      if (other !== mid && other !== OWNER)
        world.follow(mid, other, { at: at - random.below(1000 * minute) });
    }
  }

  const [special, ...rest] = followed;
  const groups = ['游戏', '音乐', '学习'].map((name) => world.createGroup(OWNER, name));
  rest.forEach((mid, index) => {
    const group = groups[index % 5];
    if (group !== undefined) world.setGroups(OWNER, mid, [group]);
  });
  if (special !== undefined) world.setGroups(OWNER, special, [-10]);
  const [hiding, shy, quiet, ...blocked] = others.slice(-6);
  if (hiding !== undefined) world.change(hiding, { hidesFollowings: true });
  if (shy !== undefined) world.change(shy, { hidesFans: true, refusesFollows: true });
  if (quiet !== undefined) world.whisper(OWNER, quiet);
  for (const mid of blocked.slice(0, 2)) world.block(OWNER, mid);
}
