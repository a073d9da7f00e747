/**
 * The lists there are: of oneself, some also of others. `common` is whom oneself and `of` both follow, `group` the members
 * of a group of one's own.
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

/** Which list. */
export interface ListRequest {
  list: ListName;
  /** Whose; with `common`, the other person; with `group`, the number of the group. */
  of: number;
  /** One's own following and groups only: newest first, or most visited first. */
  order?: 'recent' | 'visited';
  /** What `search` looks for in the names; the name of a `group`, or of another whose list it is, where it is known. */
  text?: string;
  /** Whom a `search` finds without their names, and shows first. */
  noted?: number[];
}
