import { follows, followsOpenly, type RelationSide } from '../api/index.ts';

/** What a card offers for one person. Special is membership of one of the site's groups; the rest are acts of the site. */
export type OfferedAction =
  | 'follow'
  | 'unfollow'
  | 'unwhisper'
  | 'special'
  | 'unspecial'
  | 'block'
  | 'unblock'
  | 'kick';

/** All that can be done to one person: the quiet follow too, which no card offers since the site has retired it. */
export type RelationAction = OfferedAction | 'whisper';

/** One's own side of a relation, as far as it decides anything. */
export type RelationSummary = Pick<RelationSide, 'relation' | 'special' | 'tag'>;

/** What takes an action back; a removed fan does not come back by our doing. */
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

/** Whether a side of the relation is as the action leaves it: one's own side, for a removed fan theirs. */
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
