import { FormattedString } from '@grammyjs/parse-mode';
import { isSamePlace, type Place } from '../../alerts/index.ts';
import type { LinkedPlace } from '../../storage/index.ts';
import { type Keyboard, pressButton } from '../../bot/keyboards.ts';
import { placeName } from '../group-binding/bound-chat.ts';
import type { ActingReader } from '../../bot/viewer.ts';
import type { Content } from '../../bot/messages.ts';

/** Where alerts of one account may go. */
export interface PlacesShown {
  /** The account's name, fit to be shown. */
  account: string;
  links: readonly LinkedPlace[];
  /** Where they go now; `undefined`: to the private chat. */
  to: Place | undefined;
  /** What links another group; `undefined` in a group, where nobody else should read it. */
  invitation: { code: string; username: string } | undefined;
}

/** The choice of where alerts go, and the ways to link another place. */
export function drawPlaces(shown: PlacesShown, reader: ActingReader): Content {
  const words = reader.texts.alerts.places;
  const { invitation } = shown;
  const lines = [
    FormattedString.bold(words.title(shown.account)),
    new FormattedString(''),
    ...(invitation
      ? [
          new FormattedString(words.how),
          FormattedString.code(saidInGroup(invitation)),
          new FormattedString(words.validity),
        ]
      : [new FormattedString(words.privateOnly)]),
  ];
  return { text: FormattedString.join(lines, '\n'), keyboard: keyboard(shown, reader) };
}

function keyboard({ links, to, invitation }: PlacesShown, { texts, user, as }: ActingReader): Keyboard {
  const { buttons } = texts.alerts;
  const choice = (label: string, chosen: boolean, chat: number, thread = 0) =>
    pressButton(
      `${chosen ? '●' : '○'} ${label}`,
      { kind: 'alertTo', user, chat, thread, as },
      chosen ? 'primary' : undefined,
    );
  return [
    [choice(invitation ? buttons.here : buttons.home, to === undefined, 0)],
    ...links.map((link) => [
      choice(placeName(link, texts), to !== undefined && isSamePlace(link, to), link.chat, link.thread),
    ]),
    ...(invitation
      ? [
          [{ text: buttons.addToGroup, url: addLink(invitation) }],
          [{ text: buttons.copyCode, copy_text: { text: saidInGroup(invitation) } }],
        ]
      : []),
    ...links.map((link) => [
      pressButton(
        buttons.unlink(placeName(link, texts)),
        { kind: 'alertUnlink', user, chat: link.chat, thread: link.thread ?? 0, as },
        'danger',
      ),
    ]),
    [pressButton(buttons.back, { kind: 'alerts', user, as })],
  ];
}

type Invitation = NonNullable<PlacesShown['invitation']>;

/** Telegram asks for a group, adds the bot to it, and says the code there as the user. */
function addLink({ username, code }: Invitation): string {
  return `https://t.me/${username}?startgroup=link_${code}`;
}

/** With the bot's name, since a group may have several bots. */
function saidInGroup({ username, code }: Invitation): string {
  return `/start@${username} link_${code}`;
}
