import { FormattedString } from '@grammyjs/parse-mode';
import type { KeptChat, PrivateChats } from '../../accounts/chats-of-one-person.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import type { ClientOf } from '../../bot/platform.ts';
import type { Texts } from '../../bot/text/index.ts';
import { displayName } from '../names-and-profile-links.ts';

/** A private chat and how to show it to its user. */
export interface JoinViewer {
  chat: number;
  texts: Texts;
  clientOf: ClientOf;
  /** Names of the accounts a chat is logged in to, by mid. */
  loginsOf: (one: KeptChat) => ReadonlyMap<number, string>;
}

/** The other chats it is joined with, by the names of their users. */
function othersText(chats: PrivateChats, viewer: JoinViewer): string {
  const names = chats.filter(({ chat }) => chat !== viewer.chat).map((one) => whoText(one, viewer));
  return names.join(viewer.texts.common.comma);
}

function whoText(
  { chat, record }: KeptChat,
  { clientOf, texts: { chatsOfOnePerson: words } }: JoinViewer,
): string {
  const platform = words.platforms[clientOf(chat).platform.name];
  return record?.userName ? words.who(record.userName, platform) : platform;
}

/** Draws `/link`: the joined chats, and the code for another platform, if there is one. */
export function drawJoinedChats(chats: PrivateChats, code: string | undefined, viewer: JoinViewer): Content {
  const words = viewer.texts.chatsOfOnePerson;
  const isJoined = chats.length > 1;
  const lines = [
    ...(isJoined ? [words.joinedWith(othersText(chats, viewer))] : []),
    ...(code === undefined
      ? []
      : [isJoined ? words.oneMore : words.how, FormattedString.code(words.say(code)), words.validity]),
    ...(code === undefined && !isJoined ? [words.onlyHere] : []),
  ];
  return {
    text: FormattedString.join(lines, '\n'),
    keyboard: isJoined ? joinedKeyboard(chats, viewer) : [],
  };
}

/**
 * Asks for confirmation before joining a chat that has logins: the other person's chat can then use them too.
 */
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

/**
 * Message to each chat after joining.
 * @param twice mids both chats were logged in to
 */
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
  return { text, keyboard: joinedKeyboard(chats, viewer) };
}

/** Message to each chat after separating; `before` and `now` list the chats joined with this one. */
export function drawChatsSeparated(before: PrivateChats, now: PrivateChats, viewer: JoinViewer): string {
  const words = viewer.texts.chatsOfOnePerson;
  const left = new Set(now.map(({ chat }) => chat));
  const gone = before.filter(({ chat }) => !left.has(chat)).map((one) => whoText(one, viewer));
  const logins = namesText(now, viewer);
  return [
    words.separated(gone.join(viewer.texts.common.comma)),
    logins === '' ? words.noLoginsLeft : words.loginsLeft(logins),
  ].join('\n');
}

/** Where alerts go, and leaving: the home chat can separate each of the others; the others only themselves. */
function joinedKeyboard(chats: PrivateChats, viewer: JoinViewer): Keyboard {
  const { chat: user, texts, clientOf } = viewer;
  const { chatsOfOnePerson: words } = texts;
  const [home, ...joined] = chats;
  const leaving = home.chat === user ? joined : joined.filter(({ chat }) => chat === user);
  return [
    chats.map(({ chat }) => {
      const platform = words.platforms[clientOf(chat).platform.name];
      const label = chat === user ? words.alertsHere : words.alertsOn(platform);
      return callbackButton(label, { kind: 'allAlertsTo', user, chat });
    }),
    ...leaving.map((one) => {
      const label = leaving.length === 1 ? words.separate : words.separateFrom(whoText(one, viewer));
      return [callbackButton(label, { kind: 'separateChats', user, chat: one.chat }, 'danger')];
    }),
  ];
}

function namesText(chats: readonly KeptChat[], { loginsOf, texts }: JoinViewer): string {
  const names = new Map(chats.flatMap((one) => [...loginsOf(one)]));
  return joinNames(names.values(), texts);
}

function joinNames(names: Iterable<string>, texts: Texts): string {
  return [...names].map((name) => displayName(name, texts)).join(texts.common.comma);
}
