import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, link, open, readFile, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.ts';
import type { SealKey } from './seal.ts';
import { openStore } from './store.ts';
import { codeOf, StoreError, systemProblem } from './store-errors.ts';
import { parseStoreUrl } from './store-url.ts';

/** The keys of a store, and a warning for the operator. */
export interface Keys {
  keys: SealKey[];
  warning?: string;
  /** Id of the key that exists only in the key file. */
  fromFile?: string;
}

function needsKeys(shown: string): StoreError {
  return new StoreError(
    'keys',
    `The store ${shown} needs SECRET_KEYS: no key is kept in a database that others run. \`openssl rand -base64 32\` makes one.`,
  );
}

/**
 * Finds the keys of a store: those configured, else the one in `<path>.key`, which is created on the first
 * start, unless the database has records that another key sealed. With configured keys an existing key file still opens what it sealed, so that changing to
 * SECRET_KEYS loses nothing. For ':memory:' the key lives as long as the process. On Postgres keys must be
 * configured.
 * @param where STORE_URL, or the path of a SQLite file
 * @param options.look only reads: creates and changes nothing; without a key file it returns a key that opens
 *   nothing
 * @throws StoreError when the key file contains no key, or is missing although it is needed. Nothing is
 *   written then, since every login sealed with the right key would be lost.
 * @example const { keys } = await findOrMakeKeys(config.storeUrl, config.secretKeys);
 */
export async function findOrMakeKeys(
  where: string,
  configured: readonly SealKey[] = [],
  { look = false }: { look?: boolean } = {},
): Promise<Keys> {
  const address = parseStoreUrl(where) ?? { engine: 'sqlite', path: where };
  if (address.engine === 'postgres') {
    if (configured.length === 0) throw needsKeys(address.shown);
    return { keys: [...configured] };
  }
  const { path } = address;
  if (path === ':memory:') return { keys: configured.length > 0 ? [...configured] : [newKey()] };
  const file = `${path}.key`;
  if (configured.length > 0) {
    const kept = await readKeyFile(file, look);
    if (kept === undefined || configured.some((key) => key.id === kept.id)) return { keys: [...configured] };
    return {
      keys: [...configured, kept],
      fromFile: kept.id,
      warning: `${file} is still used to open what it sealed. Add its line to SECRET_KEYS, last, and move the file away.`,
    };
  }
  const kept = await readKeyFile(file, look);
  const hasDatabase = !(await isEmpty(path));
  if (kept === undefined && !look && hasDatabase) await refuseSealed(path);
  const key = kept ?? (look ? newKey() : await createKeyFile(file));
  const isLeft = kept !== undefined && !hasDatabase;
  return {
    keys: [key],
    fromFile: key.id,
    warning: `${isLeft ? nothingBeside(path, file) : ''}Logins are sealed with the key in ${file}. Whoever has both files has the logins; set SECRET_KEYS to keep the key elsewhere.`,
  };
}

async function isEmpty(path: string): Promise<boolean> {
  return ((await stat(path).catch(() => undefined))?.size ?? 0) === 0;
}

/**
 * Refuses a database whose records a new key would not open, before that key takes the place of the right one.
 * @throws StoreError that names the key
 */
async function refuseSealed(path: string): Promise<void> {
  const store = await openStore({ path, keys: [newKey()], readOnly: true }).catch((error: unknown) => {
    // Its tables, which do not exist yet, could not be made: it has no records.
    if (error instanceof StoreError && error.problem === 'readonly') return undefined;
    throw error;
  });
  try {
    for await (const { sealedWith, problem } of store?.audit() ?? [])
      if (sealedWith !== undefined && problem !== undefined) throw problem;
  } finally {
    await store?.close();
  }
}

/** A key without a database may be what is left of a store that was deleted, or is on a disk that is not there. */
function nothingBeside(path: string, file: string): string {
  return `The key ${file} is there, but the database ${path} is missing or empty, so the bot begins anew: if it held logins, stop the bot, put the file back, and start it again. `;
}

function newKey(): SealKey {
  return { id: `file-${randomBytes(3).toString('hex')}`, key: randomBytes(32) };
}

async function readKeyFile(file: string, look = false): Promise<SealKey | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
    if (!look && ((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    const known = systemProblem(error);
    if (known) throw new StoreError(known.problem, `Cannot read the key file ${file}: ${known.words}.`);
    throw new StoreError(
      'keys',
      `Cannot read the key file ${file} (${codeOf(error)}). It must be readable by this user alone.`,
    );
  }
  const [, id, base64] = /^([\w-]{1,32}):([A-Za-z0-9+/]{43}=)\s*$/u.exec(text) ?? [];
  if (id === undefined || base64 === undefined) {
    throw new StoreError(
      'keys',
      `The key file ${file} does not hold a key (one line, "name:" and 32 bytes in base64). Put the right file back; without it the saved logins cannot be opened. To start without them, move the file and the database away.`,
    );
  }
  return { id, key: Buffer.from(base64, 'base64') };
}

/** Writes a temporary file and links it to the name, so that nobody reads half a key. */
async function createKeyFile(file: string): Promise<SealKey> {
  const key = newKey();
  const draft = `${file}.${randomUUID()}`;
  try {
    await makeFolder(dirname(file));
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(`${key.id}:${key.key.toString('base64')}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(draft, file);
    await syncFolder(dirname(file));
    return key;
  } catch (error) {
    // Another process has created the file first; its key is used.
    const theirs = await readKeyFile(file);
    if (theirs !== undefined) return theirs;
    const known = systemProblem(error);
    throw new StoreError(
      known?.problem ?? 'keys',
      `Cannot make the key file ${file}: ${known?.words ?? codeOf(error)}.`,
    );
  } finally {
    await unlink(draft).catch(() => undefined);
  }
}

/**
 * Syncs the folder, without which a new name may not survive a power cut. Some systems cannot, which is
 * harmless otherwise.
 */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
