import { BoundedMap } from '../../bounded-map.ts';
import type { QQIncoming } from '../port.ts';

/** Roles of group members, known from their last message. */
export interface Roles {
  note(chat: number, user: number, role: QQIncoming['role']): void;
  /** The role as a Bot API status; `undefined` when unknown. */
  statusOf(chat: number, user: number): 'creator' | 'administrator' | 'member' | undefined;
}

const words = { owner: 'creator', admin: 'administrator', member: 'member' } as const;
const most = 10_000;

export function createRoles(): Roles {
  const roles = new BoundedMap<string, keyof typeof words>(most);
  return {
    note(chat, user, role) {
      if (role === undefined) return;
      roles.set(`${chat}:${user}`, role);
    },
    statusOf(chat, user) {
      const role = chat > 0 ? 'member' : roles.get(`${chat}:${user}`);
      return role && words[role];
    },
  };
}
