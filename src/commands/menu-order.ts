import type { Command, CommandName } from '../bot/feature.ts';

/** What a creator does most often comes first, what one does once or never again last. */
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
  // Retired by the site.
  'whispers',
  'unwhisper',
  'whisper',
];

/** What comes first for one who is not logged in. */
const toBegin: readonly CommandName[] = ['start', 'login', 'help'];

/** Commands as a menu lists them, for who is logged in and for who is not. One that has no place yet comes last. */
export function menuOrder(commands: readonly Command[]): { loggedIn: Command[]; loggedOut: Command[] } {
  const sorted = (names: readonly CommandName[]) => {
    const place = ({ name }: Command) => (names.includes(name) ? names.indexOf(name) : names.length);
    return commands.toSorted((one, other) => place(one) - place(other));
  };
  return { loggedIn: sorted(inOrderOfUse), loggedOut: sorted([...new Set([...toBegin, ...inOrderOfUse])]) };
}
