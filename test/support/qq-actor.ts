import type { ChatMessage } from '../../playground/telegram/index.ts';
import type { Actor } from './chat-server.ts';
import { patience } from './patience.ts';
import type { QQWindow, Shown } from './qq-window.ts';

export interface QQActorOptions {
  name: string;
  window: QQWindow;
  /** Moves time, for test clocks; the bot's own messages may be waiting for their turn. */
  advance?: ((ms: number) => Promise<void>) | undefined;
}

/** How long a person takes to read, in real ms. */
const reading = 50;
/** How much time passes between two checks with a test clock; ms. */
const step = 500;

/** The most messages between two actions of a person: for a command, and for a job. */
const mostMessages = 3;
const mostOfJob = 5;
/** The start of messages the bot sends by itself. */
const unpromptedStart = /^(?:🔔|🤝|👀|💔|🎉|📉|📊)/u;
/** What messages about a job contain. */
const job = /已完成|已取消|进行中|Done\.|Cancelled|Running/u;

/**
 * A person on QQ with the interface of one on Telegram. An edit appears as a new message, and buttons as
 * labels and numbers.
 */
export interface QQActor extends Actor {
  /** Fails when the bot has sent too many messages since the last action. */
  checkTalk(): void;
  /** Called after a restart of the bot, which forgets the active menus. */
  restarted(): void;
}

export function createQQActor({ name, window, advance }: QQActorOptions): QQActor {
  let lastSeen: number | undefined;
  /**
   * The last message read, separately for answers and for messages the bot sends by itself, whose order can
   * vary.
   */
  const turns = { answer: -1, unasked: -1 };
  let acted = -1;
  let startedAt = -1;
  /** The messages on which buttons were pressed, and the newest message at that time. */
  const presses: { on: number; after: number }[] = [];

  const user = { id: 0, is_bot: false, first_name: name };
  const visibleMessages = () => window.shown().filter(({ recalled }) => !recalled);
  const transcript = () =>
    window
      .shown()
      .map(({ place, text, buttons, recalled }) =>
        `#${place}${recalled ? ' (taken back)' : ''} ${text}\n    [${buttons.join(' | ')}]`.trimEnd(),
      )
      .join('\n') || '(nothing yet)';

  /**
   * The id of a message: that of the message it replaced, if that one was pressed, then this one sent, and
   * then the old one recalled.
   */
  function idOf(place: number): number {
    const all = window.shown();
    const press = presses.find(
      ({ after }) => all.find((one) => one.place > after && one.text !== '')?.place === place,
    );
    const replaced = press && all.find((one) => one.place === press.on);
    return replaced?.recalled ? idOf(replaced.place) : place;
  }

  function checkTalk(): void {
    // An image with buttons takes two messages on the official platform.
    const said = window
      .shown()
      .filter(({ place, text }) => place > acted && text !== '' && !unpromptedStart.test(text));
    const most = said.some(({ text }) => job.test(text)) ? mostOfJob : mostMessages;
    if (said.length > most)
      throw new Error(`${said.length} messages came where ${most} may:\n${transcript()}`);
  }

  /** Waits as long as a person would read, so that the bot can record what it sent. */
  async function readBeforeActing(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, reading));
    checkTalk();
    acted = window.shown().at(-1)?.place ?? -1;
  }

  async function until<T>(find: () => T | undefined, what: string, limit = patience): Promise<T> {
    const end = performance.now() + limit;
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      if (performance.now() > end)
        throw new Error(`${name} waited ${limit} ms for ${what}; the chat so far:\n${transcript()}`);
      await change(advance === undefined ? 200 : 5);
      await advance?.(step);
    }
  }

  /** Resolves at the next change, or after `ms`. */
  function change(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        off();
        clearTimeout(timer);
        resolve();
      };
      const off = window.onChange(done);
      const timer = setTimeout(done, ms);
    });
  }

  const read = (shown: Shown) => asMessage({ ...shown, place: idOf(shown.place) }, user);
  /** The current message with this id. */
  const currentMessage = (id: number) =>
    visibleMessages().findLast(({ place }) => place === id || idOf(place) === id);

  const waitForNext = async (fits: (shown: Shown) => boolean, what: string, timeout: number | undefined) => {
    const found = await until(
      () => window.shown().find((one) => one.place > turns[sequenceOf(one)] && fits(one)),
      what,
      timeout,
    );
    turns[sequenceOf(found)] = found.place;
    lastSeen = found.place;
    return found;
  };

  return {
    user,
    chat: window.id,
    checkTalk,
    restarted() {
      startedAt = window.shown().at(-1)?.place ?? -1;
    },
    async send(text, { replyTo, document } = {}) {
      await readBeforeActing();
      const id = typeof replyTo === 'number' ? replyTo : replyTo?.message_id;
      const place = id === undefined ? undefined : (currentMessage(id)?.place ?? id);
      // A document has no text: the text is sent before, and answered.
      if (document !== undefined && text !== '') {
        const before = window.shown().length;
        window.say(text, place);
        await until(() => window.shown()[before], `an answer to "${text}"`);
        await readBeforeActing();
      }
      const said =
        document === undefined
          ? window.say(text, place)
          : window.sendFile(document.name, Buffer.from(document.content));
      const mine = { place: said, at: 0, text, buttons: [], picture: false, recalled: false };
      return asMessage(mine, user);
    },
    async press(choice, message) {
      if (typeof choice === 'object' && !(choice instanceof RegExp))
        throw new Error('Nobody on QQ sees what a button carries');
      const found = await until(() => {
        const newestFirst = visibleMessages().reverse();
        const candidates = message
          ? newestFirst.filter(({ place }) => place === currentMessage(message.message_id)?.place)
          : newestFirst.toSorted((a, b) => Number(b.place === lastSeen) - Number(a.place === lastSeen));
        for (const shown of candidates) {
          const label = labelIn(shown, choice);
          if (label !== undefined) return { shown, label };
        }
        return undefined;
      }, `a way to answer "${choice}"`);
      await readBeforeActing();
      const { shown, label } = found;
      presses.push({ on: shown.place, after: acted });
      if (shown.buttons.includes(label)) window.press(label);
      else {
        // A message that the bot sent by itself, that is not the newest, or that is from before a restart, is
        // answered by quoting it.
        const isLive =
          shown.place === visibleMessages().at(-1)?.place &&
          shown.place > startedAt &&
          !unpromptedStart.test(shown.text) &&
          !job.test(shown.text);
        window.say(label, isLive ? undefined : shown.place);
      }
      return { showAlert: false };
    },
    async see(pattern, { timeout } = {}) {
      const fits = ({ text }: Shown) =>
        typeof pattern === 'string' ? asOnTelegram(text).includes(pattern) : pattern.test(asOnTelegram(text));
      return read(await waitForNext(fits, String(pattern), timeout));
    },
    async next(predicate = () => true, { timeout } = {}) {
      return read(await waitForNext((shown) => predicate(read(shown)), 'the next message', timeout));
    },
    last() {
      const newest = visibleMessages().at(-1);
      if (newest === undefined) throw new Error('the bot has said nothing');
      return read(newest);
    },
    now(message) {
      const found = currentMessage(message.message_id);
      return found && read(found);
    },
    async gone({ message_id }, { timeout } = {}) {
      const isGone = () => (currentMessage(message_id) === undefined ? true : undefined);
      await until(isGone, `message ${message_id} to go`, timeout);
    },
    skip() {
      const newest = window.shown().at(-1)?.place ?? -1;
      Object.assign(turns, { answer: newest, unasked: newest });
    },
    transcript,
  };
}

function sequenceOf({ text }: Shown): 'answer' | 'unasked' {
  return unpromptedStart.test(text) ? 'unasked' : 'answer';
}

/** A text as on Telegram: without the addresses of links and the line of answers. */
function asOnTelegram(text: string): string {
  return text.replace(/ \(https?:\/\/[^\s)]*\)/gu, '').replace(/\n*^(?:回复：|Reply: ).*$/mu, '');
}

/** The label to press or say for a choice; `undefined` when the message does not offer it. */
function labelIn(shown: Shown, choice: string | RegExp): string | undefined {
  const line = /^(?:回复：|Reply: )(.*)$/mu.exec(shown.text)?.[1] ?? '';
  const offered = shown.buttons.length > 0 ? [...shown.buttons, ...line.split(' · ')] : line.split(' · ');
  const number = rowNumber(choice, shown.text);
  if (number !== undefined) {
    const found = offered.find((label) => includesNumber(label, number));
    return found !== undefined && shown.buttons.includes(found) ? found : found && String(number);
  }
  const fits = (label: string) =>
    typeof choice === 'string'
      ? [choice, ...pagingLabels(choice)].includes(label) ||
        withoutSymbols(label) === choice ||
        isTruncated(label, choice)
      : choice.test(label);
  const found = offered.find(fits);
  if (found !== undefined) return found;
  // A label may contain the separator.
  return typeof choice === 'string' && ` · ${line} · `.includes(` · ${choice} · `) ? choice : undefined;
}

/** The number of a row, from its label or from the line of the text that a pattern matches. */
function rowNumber(choice: string | RegExp, text: string): number | undefined {
  const row = /^\D{0,2}(\d{1,6})\. /u;
  if (typeof choice === 'string') {
    const number = row.exec(choice)?.[1];
    return number === undefined ? undefined : Number(number);
  }
  const line = asOnTelegram(text)
    .split('\n')
    .find((one) => row.test(one) && ['', '☐ ', '☑ '].some((box) => choice.test(box + one)));
  return line === undefined ? undefined : Number(row.exec(line)?.[1]);
}

/** Whether an offered label or range contains this number, with or without a checkbox. */
function includesNumber(label: string, number: number): boolean {
  const [, from, to] = /^[☐☑✅]?(\d+)(?:–(\d+))?$/u.exec(label) ?? [];
  return from !== undefined && Number(from) <= number && number <= Number(to ?? from);
}

/** The labels of the paging buttons when they are words. */
function pagingLabels(choice: string): string[] {
  if (choice === '‹') return ['上一页', 'Previous'];
  return choice === '›' ? ['下一页', 'Next'] : [];
}

/** Whether a label is the choice, truncated or without its last part. */
function isTruncated(label: string, choice: string): boolean {
  return (label.endsWith('…') && choice.startsWith(label.slice(0, -1))) || choice.startsWith(`${label} · `);
}

function withoutSymbols(label: string): string {
  return label.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

function asMessage({ place, at, text, picture, document }: Shown, user: Actor['user']): ChatMessage {
  const words = asOnTelegram(text);
  const chat = { id: user.id, type: 'private' as const, first_name: user.first_name };
  return {
    message_id: place,
    date: Math.floor(at / 1000),
    chat,
    from: { ...user, is_bot: true },
    // On Telegram a message has one or the other, depending on the image.
    text: words,
    caption: words,
    ...(picture && { photo: [] }),
    ...(document && { document: { file_id: String(place), file_unique_id: '', file_name: document.name } }),
  } as ChatMessage;
}
