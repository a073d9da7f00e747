import type { NewPerson } from '../state/people.ts';
import type { Random } from '../state/random.ts';
import { createNames, signOf } from './random-names.ts';

/** Invents people: a unique nickname, a profile text, a level, some verified, some members. */
export function createPersonMaker(random: Random, isTaken: (name: string) => boolean): () => NewPerson {
  const next = createNames(random);
  const freeName = () => {
    let name = next();
    while (isTaken(name)) name = next();
    return name;
  };
  return () => {
    const chance = random.below(100);
    const member = random.below(10);
    return {
      name: freeName(),
      sign: signOf(random),
      sex: random.pick(['男', '女', '保密', '保密']),
      level: random.below(7),
      official: official(chance),
      vip: {
        type: member < 6 ? 0 : member < 8 ? 1 : 2,
        status: member < 6 ? 0 : 1,
        due: member < 6 ? 0 : 1_893_427_200_000,
      },
      live: random.below(15) === 0,
      videos: chance < 40 ? random.below(300) : 0,
      likes: random.below(5000),
    };
  };
}

function official(chance: number): NewPerson['official'] & object {
  if (chance < 4) return { type: 0, desc: 'bilibili 知名UP主' };
  if (chance < 6) return { type: 1, desc: '某机构官方账号' };
  return { type: -1, desc: '' };
}

/** Mids of all ages: from the short ones of early accounts to the sixteen digits of new ones. */
export function midOf(random: Random): number {
  if (random.below(5) === 0) return 3_490_000_000_000_000 + random.below(60_000_000_000_000);
  return 200_000 + random.below(10 ** (6 + random.below(4)));
}
