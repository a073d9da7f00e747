import type { Credential, CredentialStore } from '../api/index.ts';
import type { ChatRecord, Repository } from '../storage/index.ts';

/**
 * One login in a chat's record. What is saved after a logout, or after a newer login of the same mid, brings nothing back.
 * A class, since there is one for every open session, and so that it holds nothing else of the record.
 */
export class LoginInChatRecord implements CredentialStore {
  readonly #chats: Repository<ChatRecord>;
  readonly #chat: number;
  readonly #mid: number;
  readonly #madeAt: number;

  /** @param madeAt when the login was made, which tells it from a later one; ms since 1970 */
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
