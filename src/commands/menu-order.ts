import type { Command, CommandName } from '../bot/feature.ts';

/** What creators do most often comes first, what is done once or never again last. */
const inOrderOfUse: readonly CommandName[] = [
  'me',
  'stats',
  'fans',
  'following',
  'alerts',
  'who',
  'follow',
  'unfollow',
  'groups',
  'tidy',
  'search',
  'note',
  'friends',
  'special',
  'common',
  'jobs',
  'kick',
  'block',
  'unblock',
  'blacks',
  'export',
  'import',
  'settings',
  'link',
  'help',
  'cancel',
  'login',
  'logout',
  'start',
  'status',
  // Retired by Bilibili.
  'whispers',
  'unwhisper',
  'whisper',
];

/** First commands for users who are not logged in. */
const toBegin: readonly CommandName[] = ['start', 'login', 'help'];

/**
 * Menu order of the commands, for users who are logged in and who are not. Commands without a place come
 * last.
 */
export function menuOrder(commands: readonly Command[]): { loggedIn: Command[]; loggedOut: Command[] } {
  const sorted = (names: readonly CommandName[]) => {
    const place = ({ name }: Command) => (names.includes(name) ? names.indexOf(name) : names.length);
    return commands.toSorted((one, other) => place(one) - place(other));
  };
  return { loggedIn: sorted(inOrderOfUse), loggedOut: sorted([...new Set([...toBegin, ...inOrderOfUse])]) };
}
