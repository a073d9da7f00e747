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

/**
 * The site's number for a relation, as a word. A number that is not documented reads as `none`, and is reported as
 * schema drift.
 */
export const relationShape = z
  .int()
  .meta({ documented: [...words.keys()] })
  .transform((attribute): Relation => words.get(attribute) ?? 'none');

/** Whether somebody who stands so follows, quietly or openly. */
export function follows(relation: Relation): boolean {
  return relation === 'quiet' || followsOpenly(relation);
}

/** Whether somebody who stands so follows for all to see: such a follow makes a fan, and can be put into groups. */
export function followsOpenly(relation: Relation): boolean {
  return relation === 'following' || relation === 'mutual';
}
