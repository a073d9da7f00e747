import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { parseStoredRow } from './kv.ts';
import type { MoveEndpoint } from './move-endpoint-interface.ts';
import { createSealer, type SealKey } from './seal.ts';
import { openSqliteEnd } from './sqlite-move-endpoint.ts';
import { storeExists } from './store.ts';
import { movedMessage, StoreError, type StoreProblem } from './store-errors.ts';
import { parseStoreUrl } from './store-url.ts';
import { takeHold } from './take-hold.ts';

/** The result of a move. */
export interface Moved {
  records: number;
  from: string;
  to: string;
}

/**
 * Moves a store to another place or engine. Holds both, and copies every record as stored, in one
 * transaction, then compares the counts. The old store keeps its data, and from then on refuses to start and
 * names the new one. Moving back replaces its records with the current ones.
 * @param keys the configured ones, which must open every record
 * @throws StoreError when the target is not empty, or a bot uses either store; then nothing was changed
 * @example const { records } = await moveStore('sqlite://guanxi.db', 'postgres://bot@db/guanxi', keys);
 */
export async function moveStore(from: string, to: string, keys: readonly SealKey[]): Promise<Moved> {
  await using undo = new AsyncDisposableStack();
  if (!(await storeExists(from)))
    throw new StoreError('gone', `There is no store at ${shownUrl(from)}: nothing was moved.`);
  if (keys.length === 0) throw new StoreError('keys', needsKeys);
  if (shownUrl(from) === shownUrl(to))
    throw new StoreError('failed', `${shownUrl(from)} is one store: name another to move it to.`);
  // Checked first, so that its errors are the same whether a bot runs or not.
  const targetHold = await takeHold(to, { use: 'alone', evenMoved: true });
  undo.defer(() => targetHold.release());
  const target = undo.adopt(await openEnd(to, keys), (end) => end.close());
  const sourceHold = await takeHold(from, { use: 'alone', evenMoved: true });
  undo.defer(() => sourceHold.release());
  const source = undo.adopt(await openEnd(from, keys), (end) => end.close());
  return await move(source, target, keys);
}

async function move(source: MoveEndpoint, target: MoveEndpoint, keys: readonly SealKey[]): Promise<Moved> {
  const mark = await source.readMark();
  if (mark && (mark.done || mark.to !== target.shown))
    throw new StoreError('moved', movedMessage(source.shown, mark.to, mark.done));
  const id = mark?.move ?? randomUUID();
  const ends = { from: source.shown, to: target.shown };
  const brought = mark !== undefined && (await target.origin()) === id;
  if (!brought) {
    await refuseFull(source, target);
    await checkSeals(source, keys);
    const records = await source.count();
    await source.writeMark({ to: target.shown, move: id, done: false });
    try {
      const written = await target.replaceAll(source.rows(), id);
      if (written !== records)
        throw new StoreError('failed', `Of ${records} records ${written} arrived: nothing was moved.`);
    } catch (error) {
      // Whether the commit reached a server that is now unreachable is unknown; repeating the move finds out.
      if (!(error instanceof StoreError && inDoubt.has(error.problem))) await source.removeMark();
      throw error;
    }
  }
  await target.removeMark();
  await source.writeMark({ to: target.shown, move: id, done: true });
  return { records: await target.count(), ...ends };
}

const needsKeys =
  "A move needs SECRET_KEYS, since a key file does not go along: put the line of the store's key file there. Nothing was moved.";

const inDoubt: ReadonlySet<StoreProblem> = new Set(['lost', 'slow']);

/** Refuses a target with records, unless they were moved from there to this source, which then has them. */
async function refuseFull(source: MoveEndpoint, target: MoveEndpoint): Promise<void> {
  const records = await target.count();
  if (records === 0) return;
  const mark = await target.readMark();
  if (mark?.done && mark.move === (await source.origin())) return;
  throw new StoreError(
    'failed',
    `The target is not empty: ${target.shown} has ${records} records. Nothing was moved; name one that is empty.`,
  );
}

/** Checks that the keys open every record, since a key file beside a SQLite store is not moved. */
async function checkSeals(source: MoveEndpoint, keys: readonly SealKey[]): Promise<void> {
  const sealer = createSealer(keys);
  const ids = new Set(keys.map(({ id }) => id));
  for await (const rows of source.rows()) {
    for (const { collection, key, value } of rows) {
      const sealed = sealedPart(value);
      if (sealed === undefined) continue;
      const id = sealer.keyOf(sealed);
      if (id === undefined || !ids.has(id))
        throw new StoreError(
          'keys',
          `${collection} ${key} is sealed with the key "${id}", which is not in SECRET_KEYS: put it there, after the first (a key file's line as it stands). Nothing was moved.`,
        );
      sealer.open(sealed, { collection, key });
    }
  }
}

function sealedPart(value: string): string | undefined {
  const { value: record } = parseStoredRow(value);
  return typeof record === 'object' &&
    record !== null &&
    'sealed' in record &&
    typeof record.sealed === 'string'
    ? record.sealed
    : undefined;
}

/**
 * Makes a moved store usable again, with the data it had when it was moved. Only safe if the other store is
 * never started again: two running copies would send every alert twice.
 * @returns where it had been moved to; `undefined` when it was not moved
 */
export async function reopenStore(url: string): Promise<string | undefined> {
  await using undo = new AsyncDisposableStack();
  if (!(await storeExists(url))) throw new StoreError('gone', `There is no store at ${shownUrl(url)}.`);
  const hold = await takeHold(url, { use: 'alone', evenMoved: true });
  undo.defer(() => hold.release());
  const end = undo.adopt(await openEnd(url, []), (opened) => opened.close());
  const mark = await end.readMark();
  await end.removeMark();
  return mark?.to;
}

async function openEnd(url: string, keys: readonly SealKey[]): Promise<MoveEndpoint> {
  const address = parseStoreUrl(url);
  if (address?.engine === 'postgres')
    return (await import('./postgres-move-endpoint.ts')).openPostgresEnd(address, keys);
  return openSqliteEnd(address?.path ?? '');
}

/** A store's URL without secrets. */
function shownUrl(url: string): string {
  const address = parseStoreUrl(url);
  if (address === undefined)
    throw new StoreError(
      'unreadable',
      'This is no address of a store: sqlite:// and a path, or postgres://user:password@host/database.',
    );
  return address.engine === 'postgres' ? address.shown : resolve(address.path);
}
