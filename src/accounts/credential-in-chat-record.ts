import type { Credential, CredentialStore } from '../api/index.ts';
import type { ChatRecord, Repository } from '../storage/index.ts';

/**
 * Reads and saves the credential of one login in a chat's record. Saving after the login was removed, or
 * replaced by a newer one of the same mid, does nothing. A class that holds only these four fields, because
 * every open session has one.
 */
export class ChatRecordCredentialStore implements CredentialStore {
  readonly #chats: Repository<ChatRecord>;
  readonly #chat: number;
  readonly #mid: number;
  readonly #madeAt: number;

  /**
   * @param madeAt when the login was made, ms since 1970; distinguishes it from a later login of the same mid
   */
  constructor(
    chats: Repository<ChatRecord>,
    { chat, mid, madeAt }: { chat: number; mid: number; madeAt: number },
  ) {
    this.#chats = chats;
    this.#chat = chat;
    this.#mid = mid;
    this.#madeAt = madeAt;
  }

  async read(): Promise<Credential | undefined> {
    const record = await this.#chats.get(String(this.#chat));
    return record?.sessions.find((one) => this.#isThis(one))?.credential;
  }

  async save(credential: Credential): Promise<void> {
    await this.#chats.update(String(this.#chat), (record) => {
      if (!record?.sessions.some((one) => this.#isThis(one))) return undefined;
      const sessions = record.sessions.map((one) => (this.#isThis(one) ? { ...one, credential } : one));
      return { ...record, sessions };
    });
  }

  #isThis({ mid, madeAt }: ChatRecord['sessions'][number]): boolean {
    return mid === this.#mid && madeAt === this.#madeAt;
  }
}
