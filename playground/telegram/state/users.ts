import type { User } from 'grammy/types';
import { defined } from '../objects.ts';

/** A simulated person. */
export interface UserOptions {
  /** Assigned in order when omitted. */
  id?: number;
  firstName: string;
  lastName?: string;
  /** Without the `@`. */
  username?: string;
  /** IETF tag as reported by Telegram apps, such as `zh-hans` or `en`. */
  languageCode?: string;
}

export interface Users {
  add(options: UserOptions): User;
  get(id: number): User | undefined;
  all(): User[];
  /** Deactivates an account: it stays known, but nothing can be sent to it. */
  deactivate(id: number): void;
  deactivated(id: number): boolean;
}

const FIRST_ID = 700_000_001;

export function createUsers(): Users {
  const users = new Map<number, User>();
  const deactivatedIds = new Set<number>();
  let next = FIRST_ID;
  return {
    add({ id, firstName, lastName, username, languageCode }) {
      while (users.has(next)) next += 1;
      const user: User = {
        id: id ?? next,
        is_bot: false,
        first_name: firstName,
        ...defined({ last_name: lastName, username, language_code: languageCode }),
      };
      if (users.has(user.id)) throw new Error(`there is already a user ${user.id}`);
      users.set(user.id, user);
      return user;
    },
    get: (id) => users.get(id),
    all: () => [...users.values()],
    deactivate: (id) => deactivatedIds.add(id),
    deactivated: (id) => deactivatedIds.has(id),
  };
}
