import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { start } from '../../src/app/start.ts';
import { configFrom, type Guanxi, startGuanxi } from '../support/guanxi.ts';
import { startProgram } from '../support/program.ts';

const newKey = (name: string) => `${name}:${randomBytes(32).toString('base64')}`;
const pathOf = ({ env }: Pick<Guanxi, 'env'>) => env.STORE_URL?.replace('sqlite://', '') ?? '';

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'guanxi-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs one of the operator's tools to its end. */
async function tool(env: Record<string, string>, name: string, ...args: string[]) {
  const program = startProgram(env, [`src/tools/${name}.ts`, ...args]);
  const { code } = await program.ended;
  return { code, said: program.output() };
}

describe('npm run reseal', () => {
  it('moves every login to the first key, after which the bot runs with that key alone', async () => {
    const [old, fresh] = [newKey('2025'), newKey('2026')];
    const guanxi = await startGuanxi({ env: { SECRET_KEYS: old } });
    const alice = await guanxi.member('Alice', 100001);
    // A question that is open is sealed as well.
    await alice.send('/login');
    await alice.press('粘贴 Cookie');
    await alice.see('F12');
    await guanxi.stop();

    const both = { ...guanxi.env, SECRET_KEYS: `${fresh},${old}` };
    const first = await tool(both, 'reseal');
    expect(first).toEqual({
      code: 0,
      said: expect.stringContaining('2 sealed records, 2 of them sealed anew'),
    });
    expect(first.said).toContain('Nothing here needs the key "2025" any more: take it out of SECRET_KEYS');
    for (const key of [old, fresh]) expect(first.said).not.toContain(key.split(':')[1]);
    expect((await tool(both, 'reseal')).said).toContain('2 sealed records, 0 of them sealed anew');

    const running = await start(configFrom({ ...guanxi.env, SECRET_KEYS: fresh }));
    await alice.send('/me');
    await alice.see('UID 100001');
    await running.stop();
  });

  it('waits for nobody: while the bot runs it says so and touches nothing', async () => {
    const guanxi = await startGuanxi();
    await guanxi.member('Alice', 100001);
    const { code, said } = await tool({ ...guanxi.env, SECRET_KEYS: newKey('mine') }, 'reseal');
    expect(code).toBe(2);
    expect(said).toMatch(/^An?(?:other)? guanxi is running on the store .*Stop it first/u);
  });

  it('moves from the key file to SECRET_KEYS, and names the file that may go', {
    tags: 'sqlite',
  }, async () => {
    const guanxi = await startGuanxi();
    const alice = await guanxi.member('Alice', 100001);
    await guanxi.stop();
    const settings = { ...guanxi.env, SECRET_KEYS: newKey('mine') };
    expect((await tool(guanxi.env, 'reseal')).said).toContain('set SECRET_KEYS to a new one');
    const { code, said } = await tool(settings, 'reseal');
    expect(code).toBe(0);
    expect(said).toContain(`move the file ${pathOf(guanxi)}.key away`);
    await rm(`${pathOf(guanxi)}.key`);
    const running = await start(configFrom(settings));
    await alice.send('/me');
    await alice.see('UID 100001');
    await running.stop();
  });

  it('stops with words at a login that no key opens, and changes nothing', { tags: 'sqlite' }, async () => {
    const old = newKey('2025');
    const guanxi = await startGuanxi({ env: { SECRET_KEYS: old } });
    const alice = await guanxi.member('Alice', 100001);
    await guanxi.stop();
    const { code, said } = await tool({ ...guanxi.env, SECRET_KEYS: newKey('2026') }, 'reseal');
    expect(code).toBe(2);
    expect(said).toContain(
      `The sealed part of chats ${alice.chat} was sealed with the key "2025", which is not here`,
    );
    const program = startProgram({ ...guanxi.env, SECRET_KEYS: newKey('2026') });
    expect(await program.ended).toEqual({ code: 2, signal: null });
    expect(program.output()).toContain('which is not here');
    expect((await tool(guanxi.env, 'reseal')).code).toBe(0);
  });

  it.each(['reseal', 'backup'])(
    '%s makes no store where there is none, and names a wrong setting',
    async (name) => {
      const folder = await emptyFolder();
      const env = { BOT_TOKEN: '1:a', STORE_URL: `sqlite://${join(folder, 'guanxi.sqlite')}` };
      const none = await tool(env, name, join(folder, 'copy'));
      expect(none).toEqual({ code: 2, said: expect.stringContaining('There is no store at') });
      expect(await readdir(folder)).toEqual([]);
      const wrong = await tool({ ...env, LANGUAGE: 'fr' }, name, join(folder, 'copy'));
      expect(wrong).toEqual({ code: 1, said: expect.stringMatching(/^LANGUAGE: /u) });
    },
  );
});

describe('npm run backup', () => {
  it('copies the store of a bot at work; put elsewhere with its key, the chats are still logged in', {
    tags: 'sqlite',
  }, async () => {
    const guanxi = await startGuanxi();
    const alice = await guanxi.member('Alice', 100001);
    const folder = await emptyFolder();
    const copy = join(folder, 'copy.sqlite');
    const working = guanxi.member('Bob', 100002);
    const { code, said } = await tool(guanxi.env, 'backup', copy);
    expect({ code, said }).toEqual({
      code: 0,
      said: expect.stringContaining(`keep the key file ${pathOf(guanxi)}.key too`),
    });
    expect((await stat(copy)).mode & 0o777).toBe(0o600);
    await working;
    await guanxi.stop();

    // Another host: the copy under the store's name, and the key beside it.
    const there = await emptyFolder();
    await copyFile(copy, join(there, 'moved.sqlite'));
    await copyFile(`${pathOf(guanxi)}.key`, join(there, 'moved.sqlite.key'));
    const settings = { ...guanxi.env, STORE_URL: `sqlite://${join(there, 'moved.sqlite')}` };
    const running = await start(configFrom(settings));
    await alice.send('/me');
    await alice.see('UID 100001');
    await running.stop();
  });

  it('asks where the copy is to go', { tags: 'sqlite' }, async () => {
    const { env } = await startGuanxi();
    expect(await tool(env, 'backup')).toEqual({
      code: 1,
      said: expect.stringContaining('npm run backup -- FILE'),
    });
  });
});

describe('npm run move', () => {
  it('takes the logins along to a file elsewhere; the old store says where they are, and starts no more', async () => {
    const guanxi = await startGuanxi({ env: { SECRET_KEYS: newKey('2026') } });
    const alice = await guanxi.member('Alice', 100001);
    const to = `sqlite://${join(await emptyFolder(), 'moved.sqlite')}`;
    const from = guanxi.env.STORE_URL ?? '';
    expect(await tool(guanxi.env, 'move', from, to)).toEqual({
      code: 2,
      said: expect.stringContaining('guanxi is running on the store'),
    });
    await guanxi.stop();
    expect(await tool(guanxi.env, 'move', from, to)).toEqual({
      code: 0,
      said: expect.stringMatching(/^\d+ records moved from .*\nSet STORE_URL to sqlite:\/\//u),
    });

    const old = startProgram(guanxi.env);
    expect((await old.ended).code).toBe(2);
    expect(old.output()).toContain('was moved to');
    const running = await start(configFrom({ ...guanxi.env, STORE_URL: to }));
    await alice.send('/me');
    await alice.see('UID 100001');
    await running.stop();
  });

  it('asks from where to where', async () => {
    const { env } = await startGuanxi();
    for (const args of [[], ['sqlite://here'], ['here', 'there'], ['sqlite://a', 'sqlite://b', 'sqlite://c']])
      expect(await tool(env, 'move', ...args)).toEqual({
        code: 1,
        said: expect.stringContaining('npm run move -- FROM TO'),
      });
  });
});
