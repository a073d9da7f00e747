import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Database, Kv } from '../../src/storage/kv.ts';
import type { RecordKind } from '../../src/storage/record-codec.ts';
import { createRepository, type Repository } from '../../src/storage/record-repository.ts';
import { createSealer, type SealKey } from '../../src/storage/seal.ts';

const note = z.object({ text: z.string(), times: z.int().optional(), secret: z.string() });
type Note = z.infer<typeof note>;

/** A kind of record for tests: one field in clear, one sealed. */
const notes: RecordKind<Note> = { name: 'notes', version: 2, schema: note, sealed: ['secret'] };

export const oldKey: SealKey = { id: 'old', key: Buffer.alloc(32, 1) };
export const newKey: SealKey = { id: 'new', key: Buffer.alloc(32, 2) };

/** An engine under the contract. */
export interface Engine {
  /** Opens the database of this test, which begins empty; a second time, the same one. */
  open(): Promise<Database>;
  /** Opens it so that it has room for a few dozen records of 2 kB; `undefined` where that is tested elsewhere. */
  openSmall?(): Promise<Database>;
}

/** What every store must do, whatever engine keeps its records. */
export function storeContract(name: string, engine: Engine): void {
  const opened: Database[] = [];
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
  });

  async function open({ kind = notes, keys = [oldKey], now = Date.now, small = false } = {}) {
    const database = await (small && engine.openSmall ? engine.openSmall() : engine.open());
    opened.push(database);
    const kv = await database.collection(kind.name);
    return { database, kv, notes: createRepository(kind, kv, createSealer(keys), now) };
  }

  const set = (collection: Repository<Note>, key: string, value: Note) => collection.update(key, () => value);
  const hello: Note = { text: 'hello', secret: 'a secret word' };

  describe(`a collection in ${name}`, () => {
    test('gives back what was put in, and nothing for what was not', async () => {
      const { notes } = await open();
      await set(notes, '-100200', hello);
      expect(await notes.get('-100200')).toEqual(hello);
      expect(await notes.get('100200')).toBeUndefined();
    });

    test('keeps any text as it is', async () => {
      const { notes } = await open();
      const odd = { text: ':base64:AAAA', secret: ':bigint:5 \u0000 关系 \ud83d\ude00 \' " %' };
      await set(notes, 'odd', odd);
      expect(await notes.get('odd')).toEqual(odd);
    });

    test('changes a record from what is there, one change of a key after another', async () => {
      const { notes } = await open();
      const changes = Array.from({ length: 50 }, () =>
        notes.update('counter', async (current) => {
          await Promise.resolve();
          return { ...hello, times: (current?.times ?? 0) + 1 };
        }),
      );
      await Promise.all(changes);
      expect((await notes.get('counter'))?.times).toBe(50);
    });

    test('answers an update with the record as it is afterwards', async () => {
      const { notes } = await open();
      expect(await notes.update('a', () => undefined)).toBeUndefined();
      expect(await set(notes, 'a', hello)).toEqual(hello);
      expect(await notes.update('a', () => undefined)).toEqual(hello);
    });

    test('writes nothing when the change gives nothing, the same, or an error', async () => {
      const { kv, notes } = await open();
      await set(notes, 'a', hello);
      const before = await kv.get('a');
      await notes.update('a', () => undefined);
      await notes.update('a', (current) => current);
      await notes.update('a', () => ({ ...hello }));
      await expect(
        notes.update('a', () => {
          throw new Error('changed my mind');
        }),
      ).rejects.toThrow('changed my mind');
      // Sealing takes a new random vector each time, so a second write would show.
      expect(await kv.get('a')).toEqual(before);
    });

    test('does not lose a change made in place: it is refused', async () => {
      const { notes } = await open();
      await set(notes, 'a', hello);
      const inPlace = notes.update('a', (current) => {
        if (current) current.text = 'bye';
        return current;
      });
      await expect(inPlace).rejects.toThrow(TypeError);
    });

    test('removes a record in its turn, and says whether there was one', async () => {
      const { notes } = await open();
      const [, first, second] = await Promise.all([
        set(notes, 'a', hello),
        notes.remove('a'),
        notes.remove('a'),
      ]);
      expect([first, second]).toEqual([true, false]);
      expect(await notes.get('a')).toBeUndefined();
    });

    test('removes a record if its content says so, while changes of it wait and others do not', async () => {
      const { notes } = await open();
      await set(notes, 'a', hello);
      await set(notes, 'b', hello);
      expect(await notes.remove('a', (current) => current.times !== hello.times)).toBe(false);
      expect(await notes.get('a')).toEqual(hello);
      const order: string[] = [];
      const [removed] = await Promise.all([
        notes.remove('a', async () => {
          order.push(`b was there: ${await notes.remove('b')}`);
          return true;
        }),
        notes.update('a', (current) => void order.push(`then: ${current}`)),
      ]);
      expect([removed, ...order]).toEqual([true, 'b was there: true', 'then: undefined']);
      expect(await notes.remove('a', () => expect.unreachable())).toBe(false);
    });

    test('goes through all records while they are removed, each once', async () => {
      const { notes } = await open();
      for (let n = 0; n < 250; n += 1) await set(notes, `${n}`, { ...hello, times: n });
      const seen: string[] = [];
      for await (const [key, value] of notes.all()) {
        expect(value.times).toBe(Number(key));
        seen.push(key);
        await notes.remove(key);
      }
      expect(new Set(seen).size).toBe(250);
      expect(seen).toHaveLength(250);
      expect(await notes.remove('0')).toBe(false);
    });

    test('goes through those whose keys begin so, without opening the others', async () => {
      const { kv, notes } = await open();
      for (const key of ['1:5', '1:6', '12:5', '2:1:5']) await set(notes, key, hello);
      await kv.set('12:6', 'broken');
      const seen: string[] = [];
      for await (const [key] of notes.all('1:')) seen.push(key);
      expect(seen).toEqual(['1:5', '1:6']);
    });

    test('goes through those that are wanted, in order, without opening the others', async () => {
      const { kv, notes } = await open();
      const keys = Array.from({ length: 1300 }, (_, n) => String(10_000 + n));
      const wanted = keys.filter((_, n) => n % 13 === 0);
      for (const key of keys) if (!wanted.includes(key)) await kv.set(key, 'broken');
      for (const key of wanted) await set(notes, key, hello);
      const seen: string[] = [];
      for await (const [key] of notes.all((key) => wanted.includes(key))) seen.push(key);
      expect(seen).toEqual(wanted);
    });

    test('refuses keys that would meet another record', async () => {
      const { notes } = await open();
      await set(notes, '1', hello);
      await expect(notes.get('notes:1')).rejects.toThrow(RangeError);
      await expect(set(notes, 'notes:1', hello)).rejects.toThrow(RangeError);
      await expect(set(notes, '', hello)).rejects.toThrow(RangeError);
    });

    test('refuses a value that does not fit, naming the field and not the value', async () => {
      const { notes } = await open();
      const wrong = notes.update('a', () => Object.assign({ ...hello }, { secret: { word: 'planted' } }));
      await expect(wrong).rejects.toMatchObject({
        problem: 'shape',
        message: expect.stringContaining('secret'),
      });
      await expect(wrong).rejects.not.toThrow(/planted/u);
      expect(await notes.get('a')).toBeUndefined();
    });

    test('throws for everything once it is closed', async () => {
      const { database, notes } = await open();
      await set(notes, 'a', hello);
      await database.close();
      await database.close();
      const closed = {
        name: 'StoreError',
        problem: 'closed',
        message: expect.stringContaining('the store is closed'),
      };
      await expect(notes.get('a')).rejects.toMatchObject(closed);
      await expect(set(notes, 'a', hello)).rejects.toMatchObject(closed);
      await expect(notes.remove('a')).rejects.toMatchObject(closed);
      await expect(notes.all().next()).rejects.toMatchObject(closed);
      await expect(database.probe()).rejects.toMatchObject(closed);
    });

    test('writes nothing of a change that fails, and takes the next', async () => {
      const { kv } = await open();
      await expect(
        kv.exclusively('a', async (row) => {
          await row.get();
          throw new Error('changed my mind');
        }),
      ).rejects.toThrow('changed my mind');
      await kv.exclusively('a', (row) => row.set({ n: 1 }));
      expect(await kv.get('a')).toEqual({ n: 1 });
    });

    test('changes within changes of other keys all come to their end, however many at once', async () => {
      const { notes } = await open();
      const depth = 4;
      const nested = (branch: number, level: number): Promise<Note | undefined> =>
        notes.update(`${branch}-${level}`, async () => {
          if (level < depth) await nested(branch, level + 1);
          expect(await notes.get(`${branch}-${level + 1}`)).toEqual(level < depth ? hello : undefined);
          return hello;
        });
      await Promise.all(Array.from({ length: 25 }, (_, branch) => nested(branch, 1)));
      let count = 0;
      for await (const _ of notes.all()) count += 1;
      expect(count).toBe(25 * depth);
    });

    test('gives up a turn that has not come when it is told to', async () => {
      const { notes } = await open();
      const { promise: held, resolve: release } = Promise.withResolvers<void>();
      const first = notes.update('a', () => held.then(() => hello));
      const stop = new AbortController();
      const second = notes.update('a', () => ({ ...hello, text: 'second' }), { signal: stop.signal });
      stop.abort(new Error('given up'));
      await expect(second).rejects.toThrow('given up');
      release();
      expect(await first).toEqual(hello);
      expect(await notes.get('a')).toEqual(hello);
    });

    test('lets others run while it reads through many records', async () => {
      const { notes } = await open();
      await Promise.all(
        Array.from({ length: 600 }, (_, n) => set(notes, `${n}`, { ...hello, text: 'x'.repeat(20_000) })),
      );
      let turns = 0;
      const timer = setInterval(() => {
        turns += 1;
      }, 1);
      let count = 0;
      for await (const _ of notes.all()) count += 1;
      clearInterval(timer);
      expect(count).toBe(600);
      expect(turns).toBeGreaterThan(1);
    });

    describe('whose records live for a time', () => {
      const mortal = { ...notes, lifetime: 1000 };

      test('has none that is at its end, and sweeps it out', async () => {
        const time = { now: 10_000 };
        const { kv, notes } = await open({ kind: mortal, now: () => time.now });
        for (let n = 0; n < 120; n += 1) await set(notes, `old${n}`, hello);
        time.now += 600;
        await set(notes, 'young', hello);
        time.now += 600;
        expect(await notes.get('old0')).toBeUndefined();
        expect(await notes.update('old0', (current) => current)).toBeUndefined();
        const keys: string[] = [];
        for await (const [key] of notes.all()) keys.push(key);
        expect(keys).toEqual(['young']);
        expect(await kv.get('old0')).toBeDefined();
        expect(await notes.sweep()).toBe(120);
        expect(await kv.get('old0')).toBeUndefined();
        expect(await notes.sweep()).toBe(0);
        expect(await notes.get('young')).toEqual(hello);
      });

      test('keeps one alive by writing it again, the same or not', async () => {
        const time = { now: 10_000 };
        const { notes } = await open({ kind: mortal, now: () => time.now });
        for (let n = 0; n < 5; n += 1) {
          await set(notes, 'a', hello);
          time.now += 900;
        }
        expect(await notes.get('a')).toEqual(hello);
        expect(await notes.sweep()).toBe(0);
      });

      test('dates those written before they had an end, and sweeps them a life later', async () => {
        const time = { now: 10_000 };
        const { kv, notes: before } = await open({ now: () => time.now });
        await set(before, 'a', hello);
        const after = createRepository(mortal, kv, createSealer([oldKey]), () => time.now);
        time.now += 5000;
        expect(await after.sweep()).toBe(0);
        time.now += 900;
        expect(await after.get('a')).toEqual(hello);
        time.now += 200;
        expect(await after.sweep()).toBe(1);
      });

      test('lets none live longer for being dated by a clock that was a year ahead', async () => {
        const time = { now: 365 * 86_400_000 };
        const { notes: repository } = await open({ kind: mortal, now: () => time.now });
        await set(repository, 'a', hello);
        time.now = 10_000;
        expect(await repository.get('a')).toEqual(hello);
        expect(await repository.sweep()).toBe(0);
        time.now += 1100;
        expect(await repository.sweep()).toBe(1);
      });

      test('lets a record itself say how long', async () => {
        const time = { now: 10_000 };
        const kind = { ...notes, lifetime: ({ times }: Note) => (times ? 1000 : Number.POSITIVE_INFINITY) };
        const { notes: repository } = await open({ kind, now: () => time.now });
        await set(repository, 'ends', { ...hello, times: 1 });
        await set(repository, 'stays', hello);
        time.now += 1e9;
        expect(await repository.sweep()).toBe(1);
        expect(await repository.get('stays')).toEqual(hello);
      });

      test('stops a sweep when it is told to', async () => {
        const time = { now: 10_000 };
        const { notes } = await open({ kind: mortal, now: () => time.now });
        await set(notes, 'a', hello);
        time.now += 2000;
        await expect(notes.sweep(AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
      });
    });

    test.skipIf(!engine.openSmall)(
      'throws when it is full, keeps what it had, and takes more when there is room again',
      async () => {
        const { notes } = await open({ small: true });
        const fill = async (): Promise<number> => {
          for (let n = 0; ; n += 1)
            await notes.update(`${n}`, () => ({ text: 'x'.repeat(2000), times: n, secret: '' }));
        };
        await expect(fill()).rejects.toMatchObject({
          problem: 'full',
          message: expect.stringMatching(/write notes \d+.*full/u),
        });
        const kept: string[] = [];
        for await (const [key] of notes.all()) kept.push(key);
        expect(kept.length).toBeGreaterThan(5);
        expect((await notes.get('0'))?.text).toHaveLength(2000);
        for (const key of kept) await notes.remove(key);
        await set(notes, '0', hello);
      },
    );

    describe('of a changed form', () => {
      test('throws on a record of a newer form, and leaves it alone', async () => {
        const { kv, notes: two } = await open();
        await set(two, 'a', hello);
        const before = await kv.get('a');
        const one = createRepository({ ...notes, version: 1 }, kv, createSealer([oldKey]));
        const newer = {
          problem: 'version',
          message: expect.stringContaining('has form 2; this program knows form 1'),
        };
        await expect(one.get('a')).rejects.toMatchObject(newer);
        await expect(set(one, 'a', hello)).rejects.toMatchObject(newer);
        await expect(one.all().next()).rejects.toMatchObject(newer);
        expect(await kv.get('a')).toEqual(before);
      });

      test('throws on an older form that nothing leads on from', async () => {
        const { kv, notes: two } = await open();
        await set(two, 'a', hello);
        const four = { ...notes, version: 4, migrations: { 3: (old: unknown) => old } };
        const later = createRepository(four, kv, createSealer([oldKey]));
        await expect(later.get('a')).rejects.toMatchObject({ problem: 'version' });
      });

      test('leads an older record on step by step, and keeps the new form with the next update', async () => {
        const { kv, notes: two } = await open();
        await set(two, 'a', hello);
        const append = (letter: string) => (old: unknown) => ({
          ...note.parse(old),
          text: note.parse(old).text + letter,
        });
        const four = { ...notes, version: 4, migrations: { 2: append('!'), 3: append('?') } };
        const later = createRepository(four, kv, createSealer([oldKey]));
        expect((await later.get('a'))?.text).toBe('hello!?');
        expect(await kv.get('a')).toMatchObject({ version: 2 });
        await later.update('a', (current) => current);
        expect(await kv.get('a')).toMatchObject({ version: 4, open: { text: 'hello!?' } });
      });

      test.each([
        ['no record at all', 'nonsense'],
        ['no version', { open: {} }],
        ['a field too many', { version: 2, open: {}, sealed: 'x', more: 1 }],
        ['the sealed part taken away', { version: 2, open: { text: 'a', secret: 'planted' } }],
        ['null', null],
      ])('throws on %s', async (_, broken) => {
        const { kv, notes } = await open();
        await kv.set('a', broken);
        await expect(notes.get('a')).rejects.toMatchObject({
          problem: 'damaged',
          message: expect.stringContaining('notes a'),
        });
        await expect(set(notes, 'a', hello)).rejects.toMatchObject({ problem: 'damaged' });
      });
    });

    describe('of sealed records', () => {
      const sealedPart = async (kv: Kv, key: string) =>
        z
          .object({ sealed: z.string() })
          .loose()
          .parse(await kv.get(key));

      test('holds nothing sealed in clear', async () => {
        const { kv, notes } = await open();
        await set(notes, 'a', hello);
        const stored = JSON.stringify(await kv.get('a'));
        expect(stored).toContain('hello');
        expect(stored).not.toContain('secret word');
        expect((await sealedPart(kv, 'a')).sealed).toMatch(/^v1\.old\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/u);
      });

      test('throws on a changed seal', async () => {
        const { kv, notes } = await open();
        await set(notes, 'a', hello);
        const stored = await sealedPart(kv, 'a');
        const last = stored.sealed.endsWith('A') ? 'B' : 'A';
        await kv.set('a', { ...stored, sealed: stored.sealed.slice(0, -1) + last });
        await expect(notes.get('a')).rejects.toMatchObject({ name: 'SealError', problem: 'sealed' });
      });

      test('throws on a seal moved here from another key, and on one from another collection', async () => {
        const { kv, notes: here } = await open();
        await set(here, 'a', hello);
        await kv.set('b', await kv.get('a'));
        await expect(here.get('b')).rejects.toMatchObject({ name: 'SealError' });
        const elsewhere = createRepository({ ...notes, name: 'elsewhere' }, kv, createSealer([oldKey]));
        await expect(elsewhere.get('a')).rejects.toMatchObject({ name: 'SealError' });
      });

      test('throws when the key is gone, naming it', async () => {
        const { kv, notes: one } = await open();
        await set(one, 'a', hello);
        const without = createRepository(notes, kv, createSealer([newKey]));
        await expect(without.get('a')).rejects.toThrow(/"old", which is not here/u);
        await expect(set(without, 'a', hello)).rejects.toMatchObject({ problem: 'sealed' });
      });

      test('renews a seal of an older key with the next update, equal or not, and not before', async () => {
        const { kv, notes: before } = await open();
        await set(before, 'a', hello);
        await set(before, 'b', hello);
        const after = createRepository(notes, kv, createSealer([newKey, oldKey]));
        const keyOf = async (key: string) => (await sealedPart(kv, key)).sealed.split('.')[1];
        expect(await after.get('a')).toEqual(hello);
        await after.update('a', () => undefined);
        expect(await keyOf('a')).toBe('old');
        for await (const [key] of after.all()) await after.update(key, (current) => current);
        expect([await keyOf('a'), await keyOf('b')]).toEqual(['new', 'new']);
        expect(await createRepository(notes, kv, createSealer([newKey])).get('b')).toEqual(hello);
      });
    });
  });
}
