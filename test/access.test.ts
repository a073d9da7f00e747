import { describe, expect, it } from 'vitest';
import type { AnyCallbackField } from '../src/bot/callback-fields.ts';
import { callbackKinds } from '../src/bot/callback-kinds.ts';
import { createLog } from '../src/log.ts';
import { createTestClock } from './support/clock.ts';
import { type Actor, startGuanxi } from './support/guanxi.ts';

type Update = Parameters<Stage['telegram']['state']['updates']['push']>[0];

/** Alice is let in and logged in, Bob is let in, Mallory is nobody; all three are in a group. */
async function setStage() {
  const lines: string[] = [];
  const log = createLog({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
  const guanxi = await startGuanxi({
    log,
    // It stands still, so that the bot does nothing by itself meanwhile.
    clock: createTestClock(),
    env: { ALLOWED_USERS: '700000001,700000002' },
    limits: { commands: 1000 },
  });
  const { telegram, world } = guanxi;
  const { updates } = telegram.state;
  let pushed = 0;
  updates.onPush(() => {
    pushed += 1;
  });
  const alice = await guanxi.member('Alice', 100001, 'en');
  const [bob, mallory] = [guanxi.person('Bob', 'en'), guanxi.person('Mallory', 'en')];
  const group = telegram.group({ title: 'all three', members: [alice.user, bob.user, mallory.user] });
  telegram.promoteBot(group);
  await telegram.drained();
  world.requests.clear();
  lines.length = 0;
  pushed = 0;
  let mark = telegram.calls().length;
  return {
    ...guanxi,
    alice,
    bob,
    mallory,
    group,
    /** A person's side of the group. */
    inGroup: (person: Actor) => telegram.conversation(person.user, group),
    /** Puts an update before the bot that no simulated person would cause. */
    push(update: object) {
      const { allowed } = updates;
      updates.allowed = undefined;
      updates.push(update as Update);
      updates.allowed = allowed;
    },
    /** Forgets what the bot has done so far. */
    from() {
      mark = telegram.calls().length;
    },
    /** What the bot has said since, as texts; menus and the reading of a file are no answer. */
    async said(): Promise<string[]> {
      await settled();
      const calls = telegram.calls().slice(mark);
      return calls.flatMap(({ method, params }) =>
        /^(?:getUpdates|sendChatAction|getFile|(?:get|set|delete)My\w+)$/u.test(method)
          ? []
          : [String(params.text ?? params.caption ?? method)],
      );
    },
    /** What was changed at the site, and what the log complains of; then forgets it. */
    async harm(): Promise<string[]> {
      await settled();
      const complaints = lines.filter((line) => /"level":"(?:warn|error|fatal)"/u.test(line));
      lines.length = 0;
      pushed = 0;
      const writes = world.requests.all().filter(({ method }) => method !== 'GET');
      world.requests.clear();
      return [...complaints, ...writes.map(({ path }) => path)];
    },
  };

  /** All updates handled: each leaves a line in the log when it is done with. */
  async function settled(): Promise<void> {
    await telegram.drained();
    await expect.poll(() => lines.filter((line) => line.includes('"update handled"')).length).toBe(pushed);
  }
}

type Stage = Awaited<ReturnType<typeof setStage>>;

const invited = /^This bot serves invited people only\. Your Telegram id is 700000003/u;
const oldPanel = 'This message has expired. Please send the command again.';
const notYours = 'This is for someone else. Send the command yourself to get your own.';
const cookie = 'SESSDATA=0123456789%2C1; bili_jct=0123456789abcdef';
const me = 700_000_001;
const bobs = 700_000_002;
const base36 = (value: number) => value.toString(36);
const hostile = `\u202e${'名'.repeat(500)}\u200b${'\u0301'.repeat(499)}`;

/** Sends callback data that is on no button. */
const forge = (person: Actor, data: string, message = person.last()) =>
  person.press({ data }, message, { forge: true });

/** A message with a button of hers that everybody in the group sees. */
async function panelInGroup(side: Actor) {
  side.skip();
  await side.send('/start');
  return side.see('not linked');
}

interface Attempt {
  name: string;
  attempt(stage: Stage): unknown;
  /** All that is said; nothing when left out. */
  answers?: (string | RegExp)[];
}

const byStrangers: Attempt[] = [
  {
    name: 'a stranger writes a cookie, which is deleted',
    attempt: ({ mallory }) => mallory.send(cookie),
    answers: ['deleteMessage', invited],
  },
  ...['/start', '/me', '/follow 100002', '/login', '/nonsense', 'UID:100002'].map((text) => ({
    name: `a stranger writes ${text}`,
    attempt: ({ mallory }: Stage) => mallory.send(text),
    answers: [invited],
  })),
  {
    name: 'a stranger sends a file to import',
    attempt: ({ mallory }) => mallory.send('/import', { document: { name: 'a.txt', content: '100002' } }),
    answers: [invited],
  },
  {
    name: 'a stranger guesses at the claim',
    attempt: ({ mallory }) => mallory.send('/start claim_AAAAAAAAAAAAAAAAAAAAAA'),
    answers: [/claim is invalid/u],
  },
  ...['/me', '/follow 100002', '/follow@playground_bot 100002', '/start claim_x', cookie].map((text) => ({
    name: `a stranger writes ${text} in a group`,
    attempt: ({ mallory, inGroup }: Stage) => inGroup(mallory).send(text),
  })),
  ...['/me', '/start link_AAAA'].map((text) => ({
    name: `an anonymous admin writes ${text}, without being known as anybody`,
    attempt({ group, push }: Stage) {
      const chat = { id: group.id, type: 'supergroup', title: 'all three' };
      const from = { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' };
      const entities = [{ type: 'bot_command', offset: 0, length: text.indexOf(' ') < 0 ? 3 : 6 }];
      push({ message: { message_id: 900, date, chat, from, sender_chat: chat, text, entities } });
    },
    answers: text.startsWith('/start') ? [/匿名/u] : [],
  })),
  {
    name: 'a stranger presses a button of somebody in a group',
    async attempt({ alice, mallory, inGroup, from }) {
      const message = await panelInGroup(inGroup(alice));
      from();
      await forge(inGroup(mallory), `x:${base36(me)}`, message);
    },
    answers: [invited],
  },
  {
    name: 'a stranger presses a button that names them',
    async attempt({ alice, mallory, inGroup, from }) {
      const message = await panelInGroup(inGroup(alice));
      from();
      await forge(
        inGroup(mallory),
        `a:${base36(700_000_003)}:f:${base36(100002)}:${base36(100001)}`,
        message,
      );
    },
    answers: [invited],
  },
];

const byMembers: Attempt[] = [
  ...['/me', '/login', '/logout', '/export'].map((text) => ({
    name: `${text} in a group, which is for private chats`,
    attempt: ({ alice, inGroup }: Stage) => inGroup(alice).send(text),
    answers: [/only in a private chat/u],
  })),
  ...['/follow 100002', '/fans', '/groups'].map((text) => ({
    name: `${text} in a group without an account`,
    attempt: ({ alice, inGroup }: Stage) => inGroup(alice).send(text),
    answers: [/not linked|private chat/u],
  })),
  {
    name: 'somebody else presses a button of hers, as it is and with her name in the data',
    async attempt({ alice, bob, inGroup, from }) {
      const message = await panelInGroup(inGroup(alice));
      from();
      await forge(inGroup(bob), `o:${base36(me)}:${base36(100001)}`, message);
    },
    answers: [notYours],
  },
  {
    name: 'one who is not logged in forges a follow as her account',
    async attempt({ bob, from }) {
      await bob.send('/help');
      await bob.see('All commands');
      from();
      await forge(bob, `a:${base36(bobs)}:f:${base36(100002)}:${base36(100001)}`);
    },
    answers: ['answerCallbackQuery', /not logged in/u],
  },
  {
    name: 'one who is not logged in forges her logout, and a switch to her account',
    async attempt({ bob, from }) {
      await bob.send('/help');
      await bob.see('All commands');
      from();
      await forge(bob, `o:${base36(bobs)}:${base36(100001)}`);
      await forge(bob, `s:${base36(bobs)}:${base36(100001)}`);
    },
    answers: ['answerCallbackQuery', /already logged out/u, 'answerCallbackQuery', /already logged out/u],
  },
  {
    name: 'one forges the stop of a job of another chat',
    async attempt({ bob, from }) {
      await bob.send('/help');
      await bob.see('All commands');
      from();
      await forge(bob, `j:${base36(bobs)}:1:x`);
    },
    answers: ['answerCallbackQuery', /gone|no longer/u],
  },
];

/** Callback data that no button of this program has. */
const madeUp: [string, string][] = [
  ['a kind that is none', `zz:${base36(me)}`],
  ['a name of every object', `constructor:${base36(me)}`],
  ['nothing', ''],
  ['colons', ':::::::'],
  ['65 bytes', `c:${base36(me)}:${'1'.repeat(60)}`],
  ['4000 bytes', 'c'.repeat(4000)],
  ['binary', '\u0000\u0001\uffff\ud800'],
  ['too many fields', `c:${base36(me)}:1:2`],
  ['a word that is none', `a:${base36(me)}:q:1:1`],
  ['a number beyond what is safe', `c:${base36(me)}:zzzzzzzzzzz`],
  ['a number with a point', `c:${base36(me)}:1.5`],
  ['a user that is none', 'c:-:1'],
];

const byForgers: Attempt[] = [
  ...madeUp.map(([name, data]) => ({
    name: `data that is ${name}`,
    attempt: ({ alice }: Stage) => forge(alice, data),
    answers: [oldPanel],
  })),
  ...[0, -1, -100002].map((mid) => ({
    name: `a follow of mid ${mid}`,
    attempt: ({ alice }: Stage) => forge(alice, `a:${base36(me)}:f:${base36(mid)}:${base36(100001)}`),
    answers: [oldPanel],
  })),
  {
    name: 'a follow as an account she has not',
    attempt: ({ alice }) => forge(alice, `a:${base36(me)}:f:${base36(100002)}:${base36(100003)}`),
    answers: ['answerCallbackQuery', /not logged in/u],
  },
  {
    name: 'the start of a proposal, at a message that is none',
    attempt: ({ alice }) => forge(alice, `bs:${base36(me)}`),
    answers: ['answerCallbackQuery', /again/u],
  },
  {
    name: 'an undo whose time is over',
    attempt: ({ alice }) => forge(alice, `z:${base36(me)}:${base36(100002)}:1:${base36(100001)}`),
    answers: [/More than ten minutes/u, /^隔壁的邻居/u],
  },
];

const oversized: Attempt[] = [
  {
    name: 'a command of 4096 characters',
    attempt: ({ alice }) => alice.send(`/${'a'.repeat(4095)}`),
    answers: [/^There is no command \/a{32}\./u],
  },
  {
    name: 'a known command with 4000 characters of nonsense',
    attempt: ({ alice }) => alice.send(`/who ${'x'.repeat(4000)}`),
    answers: [/./u],
  },
  {
    name: '/help for a name of 4000 characters',
    attempt: ({ alice }) => alice.send(`/help ${'x'.repeat(4000)}`),
    answers: [/All commands/u],
  },
  {
    name: 'ten thousand people in one command',
    attempt: ({ alice }) =>
      alice.send(`/follow ${Array.from({ length: 10_000 }, (_, n) => n + 1).join(' ')}`),
    answers: [/10,000/u],
  },
  {
    name: '20 001 people in a file',
    attempt({ alice }) {
      const content = Array.from({ length: 20_001 }, (_, n) => n + 1).join('\n');
      return alice.send('/import', { document: { name: 'people.txt', content } });
    },
    answers: [/20,001/u],
  },
  {
    name: 'a file of six megabytes',
    attempt({ alice }) {
      const document = { name: 'people.txt', content: new Uint8Array(6 * 1024 * 1024) };
      return alice.send('/import', { document });
    },
    answers: [/5 MB/u],
  },
  {
    name: 'a file named with a thousand hostile characters, of nothing',
    attempt: ({ alice }) => alice.send('/import', { document: { name: hostile, content: 'nobody here' } }),
    answers: [/could not read/u],
  },
  {
    name: 'a name of a thousand hostile characters',
    async attempt({ alice, world, from }) {
      const { mid } = world.addPerson({ name: hostile, sign: hostile });
      from();
      await alice.send(`/who ${mid}`);
    },
    answers: [/^名{39}…\nUID/u],
  },
  {
    name: 'a search for a thousand hostile characters',
    attempt: ({ alice }) => alice.send(`/search ${hostile}`),
    answers: [/./u],
  },
  {
    name: 'a timezone of a thousand hostile characters',
    async attempt({ alice, from }) {
      await alice.send('/settings');
      await alice.press(/zone/iu);
      await alice.see('Send the name');
      from();
      await alice.send(hostile);
    },
    answers: [/no timezone “名{39}…”/u],
  },
];

const from = { id: me, is_bot: false, first_name: 'Alice', language_code: 'en' };
const chat = { id: me, type: 'private', first_name: 'Alice' };
const date = 1_700_000_000;
const text = '/follow 100002';

const malformed: Attempt[] = [
  ...Object.entries({
    'nothing at all': {},
    'an unknown kind': { moon_phase: { from, chat, text } },
    'a message from nobody': { message: { message_id: 900, date, chat, text } },
    'a message from nowhere': { message: { message_id: 900, date, from, text } },
    'a message of nothing': { message: { message_id: 900, date, from, chat } },
    'a message that is null': { message: null },
    'an edited message': { edited_message: { message_id: 900, date, edit_date: date, from, chat, text } },
    'a channel post': {
      channel_post: { message_id: 900, date, chat: { id: -1001, type: 'channel', title: 'c' }, text },
    },
    'a channel that writes as a person': {
      message: {
        message_id: 900,
        date,
        chat: { id: -1001, type: 'channel', title: 'c' },
        sender_chat: { id: -1001, type: 'channel', title: 'c' },
        text,
      },
    },
    'an inline query': { inline_query: { id: '1', from, query: text, offset: '' } },
    'a poll': { poll: { id: '1', question: 'q', options: [] } },
    'a press of nobody': { callback_query: { id: '1', chat_instance: '1', data: `x:${base36(me)}` } },
    'a press of nothing': { callback_query: { id: '1', from, chat_instance: '1' } },
    'a press at an inline message': {
      callback_query: { id: '1', from, chat_instance: '1', inline_message_id: '1', data: `x:${base36(me)}` },
    },
    'a change of membership': {
      my_chat_member: {
        chat,
        from,
        date,
        old_chat_member: { status: 'member', user: from },
        new_chat_member: { status: 'kicked', user: from, until_date: 0 },
      },
    },
  }).map(([name, update]) => ({
    name,
    attempt: ({ push }: Stage) => push(update),
  })),
];

describe('every kind of button', () => {
  const own = { alice: me, bob: bobs };
  const values = [0, Number.MAX_SAFE_INTEGER].map(base36);
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  /** Data of each kind, with numbers that no button has. */
  const forged = (user: number) =>
    Object.values(callbackKinds).flatMap(({ tag, fields }) =>
      values.map((value) => {
        const parts = Object.values<AnyCallbackField>(fields).map((field) =>
          field.parse('zz') === undefined
            ? (letters.find((letter) => field.parse(letter) !== undefined) ?? '')
            : value,
        );
        return [tag, base36(user), ...parts].join(':');
      }),
    );

  it.each(['alice', 'bob'] as const)(
    'takes any number without harm, from one logged in and one who is not (%s)',
    async (name) => {
      const stage = await setStage();
      const person = stage[name];
      await person.send('/help');
      await person.see('All commands');
      for (const data of forged(own[name])) await forge(person, data);
      const complaints = (await stage.harm()).filter((line) => line.startsWith('{'));
      expect(complaints).toEqual([]);
    },
  );
});

describe.each<[string, Attempt[]]>([
  ['strangers', byStrangers],
  ['people who are let in, at what is not theirs', byMembers],
  ['forged callback data', byForgers],
  ['what is too large', oversized],
  ['updates that Telegram does not send', malformed],
])('%s', (_, attempts) => {
  it('get the answer they should, and nothing is done', async () => {
    const stage = await setStage();
    for (const { name, attempt, answers = [] } of attempts) {
      stage.from();
      await attempt(stage);
      expect.soft({ name, said: await stage.said(), harm: await stage.harm() }).toEqual({
        name,
        said: answers.map((answer) => (typeof answer === 'string' ? answer : expect.stringMatching(answer))),
        harm: [],
      });
      // Leaves what may have been asked, and shows that the bot is as well as before.
      await stage.alice.send('/cancel');
      await stage.alice.see(/cancelled|nothing to cancel/u);
      await stage.harm();
    }
  });
});
