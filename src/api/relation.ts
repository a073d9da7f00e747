import { z } from 'zod';

/**
 * One side of a relation: none, follows quietly (old data only), follows, both follow each other, has
 * blocked.
 */
export type Relation = 'none' | 'quiet' | 'following' | 'mutual' | 'blocked';

/** The group of special follows, about whose posts the site notifies. */
export const specialGroup = -10;

/** The group of people who are in no other group. */
export const defaultGroup = 0;

const words = new Map<number, Relation>([
  [0, 'none'],
  [1, 'quiet'],
  [2, 'following'],
  [6, 'mutual'],
  [128, 'blocked'],
]);

/** The relation for one of the site's numbers; `none` for an undocumented one. */
export function relationOf(attribute: number): Relation {
  return words.get(attribute) ?? 'none';
}

/** Whether one of the site's numbers is documented. */
export function isDocumentedRelation(attribute: number): boolean {
  return words.has(attribute);
}

/**
 * One of the site's numbers, decoded. An undocumented number becomes `none` and is reported as schema drift.
 */
export const relationShape = z
  .int()
  .meta({ documented: [...words.keys()] })
  .transform(relationOf);

/** Whether a relation is a follow, quiet or open. */
export function follows(relation: Relation): boolean {
  return relation === 'quiet' || followsOpenly(relation);
}

/** Whether a relation is an open follow: only those count as fans and can be put into groups. */
export function followsOpenly(relation: Relation): boolean {
  return relation === 'following' || relation === 'mutual';
}
