import { expect, it, onTestFinished } from 'vitest';
import { readPrivateChats } from '../../src/accounts/chats-of-one-person.ts';
import { createChatJoins, type JoiningChat } from '../../src/accounts/join-chats-of-one-person.ts';
import { type ChatRecord, findOrMakeKeys, openStore, type Repository } from '../../src/storage/index.ts';

const telegram: JoiningChat = { chat: 7, userName: '小明', spoken: 'zh' };
const qq: JoiningChat = { chat: 1007, userName: '阿明', spoken: 'zh' };
const official: JoiningChat = { chat: 2007, userName: '', spoken: 'zh' };
const platformOf = (chat: number) => Math.floor(chat / 1000);
const session = (mid: number): ChatRecord['sessions'][number] => ({
  mid,
  name: `name ${mid}`,
  face: '',
  credential: { kind: 'accessKey', accessKey: `key of ${mid}`, madeAt: 0 },
  madeAt: 0,
});

/** A store with a login in each of two chats; what is written after the `writes`-th time never happens. */
async function startWithLogins(writes = Number.POSITIVE_INFINITY) {
  const { keys } = await findOrMakeKeys(':memory:');
  let time = 1_800_000_000_000;
  const { chats, joinCodes: codes, close } = await openStore({ path: ':memory:', keys, now: () => time });
  onTestFinished(close);
  await chats.update('7', () => ({ sessions: [session(1)], timezone: 'Europe/Berlin' }));
  await chats.update('1007', () => ({ sessions: [session(2)], quietHours: { from: 0, to: 60 } }));
  let left = writes;
  const dying: Repository<ChatRecord> = {
    ...chats,
    update(...args) {
      left -= 1;
      return left < 0 ? new Promise(() => undefined) : chats.update(...args);
    },
  };
  const joins = createChatJoins({ chats, codes, platformOf });
  return {
    chats,
    joins,
    dying: createChatJoins({ chats: dying, codes, platformOf }),
    pass: (ms: number) => {
      time += ms;
    },
    async joinedWith(chat: number) {
      return (await readPrivateChats(chats, chat)).map((one) => one.chat);
    },
  };
}

/** Waits for what a dying program gets done: all but the write that never comes takes a few turns of the event loop. */
async function give<T>(work: Promise<T>): Promise<T | undefined> {
  return Promise.race([work, new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 20))]);
}

it.each([0, 1, 2])(
  'a program that dies after %i writes of a join leaves both joined, or neither',
  async (writes) => {
    const { joins, dying, joinedWith, chats } = await startWithLogins(writes);
    const code = await joins.code(telegram);
    await give(dying.redeem(qq, code));
    const expected =
      writes < 2
        ? [[7], [1007]]
        : [
            [7, 1007],
            [7, 1007],
          ];
    expect([await joinedWith(7), await joinedWith(1007)]).toEqual(expected);
    expect((await chats.get('7'))?.sessions).toHaveLength(1);
    expect((await chats.get('1007'))?.sessions).toHaveLength(1);
    // Whatever is left of it is in nobody's way.
    if (writes < 2)
      expect(await joins.redeem(qq, await joins.code(telegram))).toMatchObject({ kind: 'joined' });
  },
);

it.each([0, 1, 2])(
  'a program that dies after %i writes of a separation leaves both joined, or neither',
  async (writes) => {
    const { joins, dying, joinedWith, chats } = await startWithLogins(writes);
    await joins.redeem(qq, await joins.code(telegram));
    await give(dying.separate(1007));
    const expected =
      writes < 1
        ? [
            [7, 1007],
            [7, 1007],
          ]
        : [[7], [1007]];
    expect([await joinedWith(7), await joinedWith(1007)]).toEqual(expected);
    await joins.separate(1007);
    expect(await joinedWith(7)).toEqual([7]);
    expect(await chats.get('7')).toMatchObject({ sessions: [session(1)], timezone: 'Europe/Berlin' });
    expect(await chats.get('1007')).toMatchObject({
      sessions: [session(2)],
      quietHours: { from: 0, to: 60 },
    });
  },
);

it('two who join each other at once are joined once', async () => {
  const { joins, joinedWith } = await startWithLogins();
  const codes = [await joins.code(telegram), await joins.code(qq)] as const;
  const results = await Promise.all([joins.redeem(qq, codes[0]), joins.redeem(telegram, codes[1])]);
  expect(results.map(({ kind }) => kind).sort()).toEqual(['joined', 'own']);
  expect(await joinedWith(7)).toEqual([7, 1007]);
});

it('a third platform joins by a code of either of the two, and each can be taken out again', async () => {
  const { joins, joinedWith } = await startWithLogins();
  await joins.redeem(qq, await joins.code(telegram));
  expect(await joins.redeem(official, await joins.code(qq))).toMatchObject({ kind: 'joined' });
  expect(await joinedWith(2007)).toEqual([7, 1007, 2007]);
  await joins.separate(1007);
  expect(await joinedWith(2007)).toEqual([7, 2007]);
  expect(await joinedWith(1007)).toEqual([1007]);
  await joins.separate(7);
  expect(await joinedWith(7)).toEqual([7]);
  expect(await joinedWith(2007)).toEqual([2007]);
});

it('a chat that others are joined to joins nobody itself', async () => {
  const { joins } = await startWithLogins();
  await joins.redeem(qq, await joins.code(telegram));
  const code = await joins.code(official);
  expect(await joins.redeem(telegram, code)).toEqual({ kind: 'alreadyJoined' });
  expect(await joins.redeem(qq, code)).toEqual({ kind: 'alreadyJoined' });
});

it('a code is good for an hour, unless another is made', async () => {
  const { joins, pass } = await startWithLogins();
  const code = await joins.code(telegram);
  expect(code).toMatch(/^[A-HJ-NP-Z2-9]{10}$/u);
  pass(59 * 60_000);
  expect(await joins.check(1007, code)).toMatchObject({ kind: 'joined' });
  const fresh = await joins.code(telegram);
  expect(await joins.check(1007, code)).toEqual({ kind: 'badCode' });
  pass(61 * 60_000);
  expect(await joins.check(1007, fresh)).toEqual({ kind: 'badCode' });
});

it('a code lives no longer for being made by a clock that was ahead', async () => {
  const { joins, pass } = await startWithLogins();
  const code = await joins.code(telegram);
  pass(-90 * 60_000);
  expect(await joins.check(1007, code)).toEqual({ kind: 'badCode' });
});

it('two who say one code at once do not both join', async () => {
  const { joins, joinedWith } = await startWithLogins();
  const code = await joins.code(telegram);
  const results = await Promise.all([joins.redeem(qq, code), joins.redeem(official, code)]);
  expect(results.map(({ kind }) => kind)).toEqual(['joined', 'badCode']);
  expect(await joinedWith(7)).toEqual([7, 1007]);
});
