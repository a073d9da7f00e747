import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Config } from '../config.ts';
import {
  countProcesses,
  findOrMakeKeys,
  openStore,
  parseStoreUrl,
  type Store,
  StoreError,
  shownStore,
  storeExists,
} from '../storage/index.ts';
import { bad, type Finding, note, ok } from './finding.ts';

/**
 * Opens the store read-only: nothing is changed, no key is created, and a running bot is not disturbed.
 * SQLite may leave its two companion files behind, empty. `undefined` when there is no store yet.
 * @throws StoreError
 */
async function openStoreReadOnly({
  storeUrl,
  secretKeys,
}: Pick<Config, 'storeUrl' | 'secretKeys'>): Promise<Store | undefined> {
  if (!(await storeExists(storeUrl))) return undefined;
  const { keys } = await findOrMakeKeys(storeUrl, secretKeys, { look: true });
  return openStore({ url: storeUrl, keys, readOnly: true });
}

/**
 * Works with the opened store, `undefined` when there is none yet, and closes it. When it cannot be read, the
 * result is what `unreadable` says.
 */
export async function withStore<T>(
  config: Config,
  work: (store: Store | undefined) => Promise<T>,
  unreadable: (message: string) => T,
): Promise<T> {
  try {
    const store = await openStoreReadOnly(config);
    return await work(store).finally(() => store?.close());
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return unreadable(error.message);
  }
}

/** Reads every record of the store and opens it with the keys. */
export async function checkStore(config: Config): Promise<Finding[]> {
  const shown = shownStore(config.storeUrl);
  const check = async (store: Store | undefined) =>
    store === undefined
      ? [note(`There is no store at ${shown} yet: the first start makes it`)]
      : [
          ok(`Store ${shown}: whole`),
          ...(await checkRecords(store)),
          ...(await checkModes(config.storeUrl)),
          ...(await checkProcesses(config.storeUrl)),
        ];
  return withStore(config, check, (message) => [bad(message)]);
}

async function checkRecords(store: Store): Promise<Finding[]> {
  const problems: Finding[] = [];
  const keys = new Map<string, number>();
  let records = 0;
  let stale = 0;
  for await (const record of store.audit()) {
    records += 1;
    if (record.problem) problems.push(bad(record.problem.message));
    if (record.stale) stale += 1;
    if (record.sealedWith !== undefined) keys.set(record.sealedWith, (keys.get(record.sealedWith) ?? 0) + 1);
  }
  const sealed = [...keys].map(([id, count]) => `${count} sealed with the key "${id}"`);
  const found = [`${records} records`, ...sealed].join(', ');
  if (problems.length > 0) return [...problems, note(found)];
  const old =
    stale === 0 ? [] : [note(`${stale} records are of an older key or form: the next start renews them`)];
  return [ok(`${found}: all of them open`), ...old];
}

/** The processes on a store that several may share. */
async function checkProcesses(storeUrl: string): Promise<Finding[]> {
  const counts = await countProcesses(storeUrl);
  if (counts === undefined) return [];
  const { bots, watchers } = counts;
  if (bots + watchers === 0) return [note('No process is running on it')];
  const leads = bots === 0 ? 'no bot leads' : `1 bot leads and ${bots - 1} stand by`;
  const watching = `${watchers} ${watchers === 1 ? 'watcher' : 'watchers'}`;
  const finding = `Processes on it: ${leads}, ${watching}`;
  return [bots === 0 ? note(finding) : ok(finding)];
}

/** Whoever can read these files has the logins, or half of what is needed to open them. */
async function checkModes(storeUrl: string): Promise<Finding[]> {
  const address = parseStoreUrl(storeUrl);
  if (address?.engine !== 'sqlite') return [];
  const store = resolve(address.path);
  const files = ['', '-wal', '-shm', '.key', '.lock'].map((end) => store + end);
  const open: Finding[] = [];
  for (const file of files) {
    const mode = await modeOf(file);
    if (mode !== undefined && (mode & 0o077) !== 0)
      open.push(bad(`${file} is open to others (mode ${mode.toString(8)}): chmod 600 ${file}`));
  }
  const folder = dirname(store);
  const mode = (await modeOf(folder)) ?? 0;
  if ((mode & 0o022) !== 0)
    open.push(bad(`Others may write in ${folder} (mode ${mode.toString(8)}): chmod 700 ${folder}`));
  return open.length > 0 ? open : [ok('Its files are for this user alone')];
}

async function modeOf(file: string): Promise<number | undefined> {
  return stat(file).then(
    ({ mode }) => mode & 0o777,
    () => undefined,
  );
}
