import { z } from 'zod';

/** How one person stands to another: not at all, follows quietly (old data only), follows, both follow, has blocked. */
export type Relation = 'none' | 'quiet' | 'following' | 'mutual' | 'blocked';

/** The group of those whose news the site announces. */
export const specialGroup = -10;

/** The group of those who are in no other. */
export const defaultGroup = 0;

const words = new Map<number, Relation>([
  [0, 'none'],
  [1, 'quiet'],
  [2, 'following'],
  [6, 'mutual'],
  [128, 'blocked'],
]);

/** The word for one of the site's numbers; `none` for one that is not documented. */
export function relationOf(attribute: number): Relation {
  return words.get(attribute) ?? 'none';
}

/** Whether a number of the site is one of those that are known. */
export function isDocumentedRelation(attribute: number): boolean {
  return words.has(attribute);
}

/**
 * The site's number for a relation, as a word. A number that is not documented reads as `none`, and is reported as
 * schema drift.
 */
export const relationShape = z
  .int()
  .meta({ documented: [...words.keys()] })
  .transform(relationOf);

/** Whether somebody who stands so follows, quietly or openly. */
export function follows(relation: Relation): boolean {
  return relation === 'quiet' || followsOpenly(relation);
}

/** Whether somebody who stands so follows for all to see: such a follow makes a fan, and can be put into groups. */
export function followsOpenly(relation: Relation): boolean {
  return relation === 'following' || relation === 'mutual';
}
