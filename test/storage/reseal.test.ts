import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openStore, SealError, type Store } from '../../src/storage/index.ts';
import { startChild } from '../support/child.ts';

const key = (id: string) => ({ id, key: randomBytes(32) });

async function path(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'guanxi-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'guanxi.sqlite');
}

const record = {
  sessions: [
    {
      mid: 1,
      name: 'Alice',
      face: '',
      madeAt: 0,
      credential: { kind: 'accessKey' as const, accessKey: 'k', madeAt: 0 },
    },
  ],
};

it('what an older key sealed is sealed anew, so that the old key can go', async () => {
  const file = await path();
  const [old, fresh] = [key('old'), key('new')];
  const first = await openStore({ path: file, keys: [old] });
  await first.chats.update('1', () => record);
  await first.close();
  const second = await openStore({ path: file, keys: [fresh, old] });
  expect(await second.reseal()).toEqual({ sealed: 1, renewed: 1 });
  await second.close();
  const third = await openStore({ path: file, keys: [fresh] });
  expect(await third.reseal()).toEqual({ sealed: 1, renewed: 0 });
  expect(await third.chats.get('1')).toEqual(record);
  await third.close();
});

it('what no key opens is an error at once', async () => {
  const file = await path();
  const first = await openStore({ path: file, keys: [key('lost')] });
  await first.chats.update('1', () => record);
  await first.close();
  const second = await openStore({ path: file, keys: [key('other')] });
  await expect(second.reseal()).rejects.toBeInstanceOf(SealError);
  await second.close();
});

it('a resealing that is killed leaves every record with one key or the other, and the next one does the rest', async () => {
  const file = await path();
  const [old, fresh] = [key('old'), key('new')];
  const many = 200;
  const first = await openStore({ path: file, keys: [old] });
  for (let chat = 1; chat <= many; chat += 1) await first.chats.update(String(chat), () => record);
  await first.close();

  const args = [file, ...[fresh, old].map((one) => `${one.id}:${one.key.toString('base64')}`)];
  const child = startChild(new URL('resealer.ts', import.meta.url), args, onTestFinished);
  await child.printed(1);
  const both = await openStore({ path: file, keys: [fresh, old], readOnly: true });
  const renewed = async (store: Store) => {
    let count = 0;
    for await (const { problem, sealedWith } of store.audit()) {
      expect(problem).toBeUndefined();
      if (sealedWith === 'new') count += 1;
    }
    return count;
  };
  while ((await renewed(both)) === 0);
  child.kill('SIGKILL');
  await child.ended();
  await both.close();

  const again = await openStore({ path: file, keys: [fresh, old] });
  const before = await renewed(again);
  expect(before).toBeLessThan(many);
  expect(await again.reseal()).toEqual({ sealed: many, renewed: many - before });
  await again.close();
  const last = await openStore({ path: file, keys: [fresh] });
  expect(await last.reseal()).toEqual({ sealed: many, renewed: 0 });
  await last.close();
});
