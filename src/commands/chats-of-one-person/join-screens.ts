import { FormattedString } from '@grammyjs/parse-mode';
import type { KeptChat, PrivateChats } from '../../accounts/chats-of-one-person.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import type { ClientOf } from '../../bot/platform.ts';
import type { Texts } from '../../bot/text/index.ts';
import { displayName } from '../person/person-card.ts';

/** One private chat as its user sees it. */
export interface JoinViewer {
  chat: number;
  texts: Texts;
  clientOf: ClientOf;
  /** The names of the accounts that a chat is logged in to, by mid. */
  loginsOf: (one: KeptChat) => ReadonlyMap<number, string>;
}

/** Who a chat is joined with: the other chats, by the names their users have there. */
function othersText(chats: PrivateChats, viewer: JoinViewer): string {
  const { chatsOfOnePerson: words } = viewer.texts;
  const names = chats.filter(({ chat }) => chat !== viewer.chat).map((one) => whoText(one, viewer));
  return names.join(words.nameSeparator);
}

function whoText(
  { chat, record }: KeptChat,
  { clientOf, texts: { chatsOfOnePerson: words } }: JoinViewer,
): string {
  const platform = words.platforms[clientOf(chat).platform.name];
  return record?.userName ? words.who(record.userName, platform) : platform;
}

/** What `/link` shows: whom the chat is joined with, and the code for one more platform, where there is one. */
export function drawJoinedChats(chats: PrivateChats, code: string | undefined, viewer: JoinViewer): Content {
  const words = viewer.texts.chatsOfOnePerson;
  const isJoined = chats.length > 1;
  const lines = [
    ...(isJoined ? [new FormattedString(words.joinedWith(othersText(chats, viewer)))] : []),
    ...(code === undefined
      ? []
      : [
          new FormattedString(isJoined ? words.oneMore : words.how),
          FormattedString.code(words.say(code)),
          new FormattedString(words.validity),
        ]),
    ...(code === undefined && !isJoined ? [new FormattedString(words.onlyHere)] : []),
  ];
  return {
    text: FormattedString.join(lines, '\n'),
    keyboard: isJoined ? [...alertButtons(chats, viewer), ...separateButtons(chats, viewer)] : [],
  };
}

/** What is asked before a chat that has logins of its own is joined: the other will use them, too. */
export function drawJoinQuestion(
  theirs: PrivateChats,
  own: KeptChat,
  code: string,
  viewer: JoinViewer,
): Content {
  const { chatsOfOnePerson: words, common } = viewer.texts;
  const user = viewer.chat;
  return {
    text: words.ask(othersText(theirs, viewer), namesText([own], viewer)),
    keyboard: [
      [
        callbackButton(words.join, { kind: 'joinChats', user, code }, 'primary'),
        callbackButton(common.cancel, { kind: 'dismiss', user }),
      ],
    ],
  };
}

/** What is said in each of the chats once they are joined. @param twice mids that two were logged in to */
export function drawJoined(
  chats: PrivateChats,
  twice: ReadonlyMap<number, string>,
  viewer: JoinViewer,
): Content {
  const words = viewer.texts.chatsOfOnePerson;
  const logins = namesText(chats, viewer);
  const text = [
    words.joined(othersText(chats, viewer)),
    logins === '' ? words.noLogins : words.logins(logins),
    ...(twice.size === 0 ? [] : [words.twice(joinNames(twice.values(), viewer.texts))]),
    words.shared,
    ...(logins === '' ? [] : [words.alertsAsBefore]),
    words.notYou,
  ].join('\n');
  return { text, keyboard: [...alertButtons(chats, viewer), ...separateButtons(chats, viewer)] };
}

/** What is said in each of the chats once they are apart; `before` and now, as this chat is. */
export function drawSeparated(before: PrivateChats, now: PrivateChats, viewer: JoinViewer): string {
  const words = viewer.texts.chatsOfOnePerson;
  const left = new Set(now.map(({ chat }) => chat));
  const gone = before.filter(({ chat }) => !left.has(chat)).map((one) => whoText(one, viewer));
  const logins = namesText(now, viewer);
  return [
    words.separated(gone.join(words.nameSeparator)),
    logins === '' ? words.noLoginsLeft : words.loginsLeft(logins),
  ].join('\n');
}

function alertButtons(chats: PrivateChats, { chat: here, texts, clientOf }: JoinViewer): Keyboard {
  const { chatsOfOnePerson: words } = texts;
  return [
    chats.map(({ chat }) => {
      const platform = words.platforms[clientOf(chat).platform.name];
      const label = chat === here ? words.alertsHere : words.alertsOn(platform);
      return callbackButton(label, { kind: 'allAlertsTo', user: here, chat });
    }),
  ];
}

/** From the home each of the others can be separated; of the others each itself. */
function separateButtons([home, ...joined]: PrivateChats, viewer: JoinViewer): Keyboard {
  const { chat: user, texts } = viewer;
  const leaving = home.chat === user ? joined : joined.filter(({ chat }) => chat === user);
  return leaving.map((one) => {
    const label =
      leaving.length === 1
        ? texts.chatsOfOnePerson.separate
        : texts.chatsOfOnePerson.separateFrom(whoText(one, viewer));
    return [callbackButton(label, { kind: 'separateChats', user, chat: one.chat }, 'danger')];
  });
}

function namesText(chats: readonly KeptChat[], { loginsOf, texts }: JoinViewer): string {
  const names = new Map(chats.flatMap((one) => [...loginsOf(one)]));
  return joinNames(names.values(), texts);
}

function joinNames(names: Iterable<string>, texts: Texts): string {
  return [...names].map((name) => displayName(name, texts)).join(texts.chatsOfOnePerson.nameSeparator);
}
