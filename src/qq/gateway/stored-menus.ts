import type { Store } from '../../storage/index.ts';
import type { MenuRecords } from './live-menus.ts';

/** Keeps menus in the store. */
export function createStoredMenus({ qqMenus }: Pick<Store, 'qqMenus'>): MenuRecords {
  return {
    get: (chat, user) => qqMenus.get(`${chat}:${user}`),
    put: async (chat, user, menu) => void (await qqMenus.update(`${chat}:${user}`, () => menu)),
    remove: async (chat, user) => void (await qqMenus.remove(`${chat}:${user}`)),
  };
}
