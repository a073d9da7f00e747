/**
 * All lists; some exist for other people too. `common`: people followed by both the account and `of`.
 * `group`: members of one of the account's groups.
 */
export type ListName =
  | 'fans'
  | 'following'
  | 'friends'
  | 'whispers'
  | 'blacks'
  | 'special'
  | 'common'
  | 'search'
  | 'group';

/** Selects a list. */
export interface ListRequest {
  list: ListName;
  /** The owner's mid; for `common` the other person's; for `group` the id of the group. */
  of: number;
  /** Only for the account's own following and groups: newest first, or most visited first. */
  order?: 'recent' | 'visited';
  /**
   * For `search`, the text to find in names; otherwise the name of the group or of the other person, if
   * known.
   */
  text?: string;
  /** People that a `search` shows first, because their notes match. Mids. */
  noted?: number[];
}
