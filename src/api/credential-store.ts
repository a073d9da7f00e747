import type { Credential } from './credential.ts';

/** Where a login is kept, by all processes that use it. */
export interface CredentialStore {
  /** The login as it is kept now; undefined when it was ended, or a later one took its place. */
  read(): Promise<Credential | undefined>;
  /** Keeps a changed login. When it rejects, the old login stays in use and the call rejects with its reason. */
  save(credential: Credential): Promise<void>;
}

/** A login that one session has for itself, kept nowhere. @param onSave told of every change */
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
