import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openStore, reseal, SealError } from '../../src/storage/index.ts';

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
  await reseal(second.chats);
  await second.close();
  const third = await openStore({ path: file, keys: [fresh] });
  await reseal(third.chats);
  expect(await third.chats.get('1')).toEqual(record);
  await third.close();
});

it('what no key opens is an error at once', async () => {
  const file = await path();
  const first = await openStore({ path: file, keys: [key('lost')] });
  await first.chats.update('1', () => record);
  await first.close();
  const second = await openStore({ path: file, keys: [key('other')] });
  await expect(reseal(second.chats)).rejects.toBeInstanceOf(SealError);
  await second.close();
});
