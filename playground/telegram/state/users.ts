import type { User } from 'grammy/types';
import { defined } from '../objects.ts';

/** Who a simulated person is. */
export interface UserOptions {
  /** Assigned in order when left out. */
  id?: number;
  firstName: string;
  lastName?: string;
  /** Without the `@`. */
  username?: string;
  /** IETF tag, as a Telegram app reports it, such as `zh-hans` or `en`. */
  languageCode?: string;
}

/** Every person the server knows. */
export interface Users {
  add(options: UserOptions): User;
  get(id: number): User | undefined;
  all(): User[];
  /** A deactivated account stays known, but nothing can be sent to it. */
  deactivate(id: number): void;
  deactivated(id: number): boolean;
}

const FIRST_ID = 700_000_001;

/** Makes an empty register of people. */
export function createUsers(): Users {
  const users = new Map<number, User>();
  const gone = new Set<number>();
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
    deactivate: (id) => gone.add(id),
    deactivated: (id) => gone.has(id),
  };
}
