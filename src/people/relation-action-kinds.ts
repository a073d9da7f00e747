import { follows, followsOpenly, type RelationSide } from '../api/index.ts';

/**
 * Actions on one person that a card offers. `special` is membership of the site's special group; the others
 * are relation acts of the site.
 */
export type OfferedAction =
  | 'follow'
  | 'unfollow'
  | 'unwhisper'
  | 'special'
  | 'unspecial'
  | 'block'
  | 'unblock'
  | 'kick';

/** All actions on one person. No card offers the quiet follow (`whisper`), since the site has retired it. */
export type RelationAction = OfferedAction | 'whisper';

/** The parts of a relation that decide which actions apply. */
export type RelationSummary = Pick<RelationSide, 'relation' | 'special' | 'tag'>;

/** The action that reverses another; `undefined` for removing a fan, which cannot be reversed. */
export function oppositeOf(action: RelationAction): OfferedAction | undefined {
  return opposites[action];
}

const opposites: Partial<Record<RelationAction, OfferedAction>> = {
  follow: 'unfollow',
  unfollow: 'follow',
  special: 'unspecial',
  unspecial: 'special',
  block: 'unblock',
};

/** Whether a relation is already what the action would make it: the account's own side, for `kick` theirs. */
export function isOutcomeOf(action: RelationAction, { relation, special }: RelationSummary): boolean {
  switch (action) {
    case 'follow':
      return followsOpenly(relation);
    case 'unfollow':
    case 'kick':
      return !follows(relation);
    case 'special':
      return special;
    case 'unspecial':
      return !special;
    case 'block':
      return relation === 'blocked';
    case 'unblock':
      return relation !== 'blocked';
    case 'whisper':
      return relation === 'quiet';
    case 'unwhisper':
      return relation !== 'quiet';
  }
}
