import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * What a change of a message is for, which matters where it can only be shown as a new message. `news`: to be read now.
 * `progress`: newer follows, so that the newest is enough. `superseded`: a message that stays behind when another takes its
 * place; what it says now is told there.
 */
export type EditPurpose = 'news' | 'progress' | 'superseded';

const storage = new AsyncLocalStorage<EditPurpose>();

/** Changes messages for a purpose; without this, what changes is news. */
export function editFor<T>(purpose: EditPurpose, change: () => Promise<T>): Promise<T> {
  return storage.run(purpose, change);
}

/** What the change under way is for. The Bot API has no word for it, so it goes beside the call. */
export function currentEditPurpose(): EditPurpose {
  return storage.getStore() ?? 'news';
}
