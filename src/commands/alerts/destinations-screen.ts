import { FormattedString } from '@grammyjs/parse-mode';
import { type Destination, isSameDestination } from '../../alerts/index.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import type { ActingViewer } from '../../bot/viewer.ts';
import type { LinkedGroup } from '../../storage/index.ts';
import { linkedGroupName } from '../group-binding/linked-group-name.ts';

/** Where alerts of one account may go. */
export interface DestinationsShown {
  /** The account's name, fit to be shown. */
  account: string;
  groups: readonly LinkedGroup[];
  /** The private chats they may go to; several where some are joined. */
  privateChats: readonly { chat: number; name: string }[];
  /** Where they go now. */
  to: Destination;
  /** What links another group; `undefined` in a group, where nobody else should read it. */
  invitation: { addToGroupLink: string | undefined; sayInGroup: string } | undefined;
}

/** The choice of where alerts go, and the ways to link another chat. */
export function drawDestinations(shown: DestinationsShown, viewer: ActingViewer): Content {
  const words = viewer.texts.alerts.places;
  const { invitation } = shown;
  const lines = [
    FormattedString.bold(words.title(shown.account)),
    new FormattedString(''),
    ...(invitation
      ? [
          new FormattedString(invitation.addToGroupLink === undefined ? words.howByHand : words.how),
          FormattedString.code(invitation.sayInGroup),
          new FormattedString(words.validity),
        ]
      : [new FormattedString(words.privateOnly)]),
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
    [callbackButton(buttons.back, { kind: 'alerts', user, as })],
  ];
}
