import type { RelationSide } from './answer-shapes.ts';
import type { FormFields } from './endpoint.ts';

/*
 * Checks that an answer is about the people who were asked for (`isAbout` of an endpoint). Without them the
 * program would show, and act on, the answer about one person as that about another.
 */

/** Whether an answer is about one person: its mid is the value of this parameter. */
export function answersAboutPerson(parameter: string) {
  return ({ mid }: { mid: number }, asked: FormFields): boolean => String(mid) === asked[parameter];
}

/** Whether an answer is about some of these people: each row has a mid from this parameter as key, and as mid. */
export function isAboutSome(parameter: string) {
  return (rows: Readonly<Record<string, { mid: number }>>, asked: FormFields): boolean => {
    const mids = new Set(asked[parameter]?.split(','));
    return Object.entries(rows).every(([key, { mid }]) => mids.has(key) && String(mid) === key);
  };
}

/** Whether a side of a relation names this person. Where there is no relation, the mid may be 0. */
export function isSideOf({ mid, relation }: Pick<RelationSide, 'mid' | 'relation'>, person: number): boolean {
  return mid === person || (mid === 0 && relation === 'none');
}
