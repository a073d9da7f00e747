import { chats } from '../../src/storage/chat-and-login-records.ts';
import { openPostgresEnd } from '../../src/storage/postgres-move-endpoint.ts';
import { createCodec, type RecordKind } from '../../src/storage/record-codec.ts';
import { createSealer, type SealKey } from '../../src/storage/seal.ts';
import { parseStoreUrl } from '../../src/storage/store-url.ts';
import { watches } from '../../src/storage/watch-records.ts';
import { chatOf, watchOf } from './crowd.ts';

/** Accounts per insert. */
const together = 200;

/** Like `storeWatchedAccounts`, for a new store on Postgres: in one transaction, as a move copies a store; 12 s for 100 000 accounts. */
export async function storeAccountsInPostgres(
  url: string,
  key: SealKey,
  mids: readonly number[],
): Promise<void> {
  const address = parseStoreUrl(url);
  if (address?.engine !== 'postgres') throw new Error('no store on Postgres');
  const end = await openPostgresEnd(address, [key]);
  await end.replaceAll(rowsOf(key, mids), 'bench');
  await end.close();
}

/** The rows of these accounts. */
async function* rowsOf(key: SealKey, mids: readonly number[]) {
  const sealer = createSealer([key]);
  const now = Date.now();
  function row<T extends object>(kind: RecordKind<T>, mid: number, value: T) {
    const stored = createCodec(kind, sealer).close(String(mid), value, now);
    return { collection: kind.name, key: String(mid), value: JSON.stringify({ value: stored }) };
  }
  for (let at = 0; at < mids.length; at += together)
    yield mids
      .slice(at, at + together)
      .flatMap((mid) => [row(chats, mid, chatOf(mid, now)), row(watches, mid, watchOf(mid, now))]);
}
