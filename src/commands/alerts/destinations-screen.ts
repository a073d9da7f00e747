import { FormattedString } from '@grammyjs/parse-mode';
import { type Destination, isSameDestination } from '../../alerts/index.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import type { ActingViewer } from '../../bot/viewer.ts';
import type { LinkedGroup } from '../../storage/index.ts';
import { linkedGroupName } from '../names-and-profile-links.ts';

/** Possible destinations for the alerts of one account. */
export interface DestinationsShown {
  /** Display name of the account. */
  account: string;
  groups: readonly LinkedGroup[];
  /** Private chats alerts can go to; several when chats are joined. */
  privateChats: readonly { chat: number; name: string }[];
  /** The current destination. */
  to: Destination;
  /** How to link another group; `undefined` in a group, where members must not read it. */
  invitation: { addToGroupLink: string | undefined; sayInGroup: string } | undefined;
}

/** Draws the choice of destination, and how to link another group. */
export function drawDestinations(shown: DestinationsShown, viewer: ActingViewer): Content {
  const words = viewer.texts.alerts.places;
  const { invitation } = shown;
  const lines = [
    FormattedString.bold(words.title(shown.account)),
    '',
    ...(invitation
      ? [
          invitation.addToGroupLink === undefined ? words.howByHand : words.how,
          FormattedString.code(invitation.sayInGroup),
          words.validity,
        ]
      : [words.privateOnly]),
  ];
  return { text: FormattedString.join(lines, '\n'), keyboard: keyboard(shown, viewer) };
}

function keyboard(
  { privateChats, groups: groupLinks, to, invitation }: DestinationsShown,
  { texts, user, as }: ActingViewer,
): Keyboard {
  const { buttons } = texts.alerts;
  const choice = (label: string, chosen: boolean, chat: number, thread = 0) =>
    callbackButton(
      `${chosen ? '●' : '○'} ${label}`,
      { kind: 'alertTo', user, chat, thread, as },
      chosen ? 'primary' : undefined,
    );
  return [
    ...privateChats.map(({ chat, name }) => [choice(name, to.chat === chat, chat)]),
    ...groupLinks.map((link) => [
      choice(linkedGroupName(link, texts), isSameDestination(link, to), link.chat, link.thread),
    ]),
    ...(invitation
      ? [
          ...(invitation.addToGroupLink
            ? [[{ text: buttons.addToGroup, url: invitation.addToGroupLink }]]
            : []),
          [{ text: buttons.copyCode, copy_text: { text: invitation.sayInGroup } }],
        ]
      : []),
    ...groupLinks.map((link) => [
      callbackButton(
        buttons.unlink(linkedGroupName(link, texts)),
        { kind: 'alertUnlink', user, chat: link.chat, thread: link.thread ?? 0, as },
        'danger',
      ),
    ]),
    [callbackButton(texts.common.back, { kind: 'alerts', user, as })],
  ];
}
