import type { Credential } from './credential.ts';

/** Where a login is stored, for all processes that use it. */
export interface CredentialStore {
  /** The login as stored now; undefined when it was removed or replaced by a later one. */
  read(): Promise<Credential | undefined>;
  /**
   * Saves a changed login. If it rejects, the old login stays in use and the call rejects with the same
   * error.
   */
  save(credential: Credential): Promise<void>;
}

/**
 * A credential kept in memory only.
 * @param onSave called with every change
 */
export function credentialInMemory(
  credential: Credential,
  onSave: (credential: Credential) => Promise<void> = async () => undefined,
): CredentialStore {
  let current = credential;
  return {
    read: async () => current,
    async save(changed) {
      await onSave(changed);
      current = changed;
    },
  };
}
