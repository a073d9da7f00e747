import { FormattedString } from '@grammyjs/parse-mode';
import type { Digest, Fan } from '../../alerts/index.ts';
import { callbackButton } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import { fillText } from '../../bot/text/fill-text.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import { localMoment } from '../../bot/text/format-times.ts';
import { displayName, profileLink } from '../person/person-card.ts';
import type { DigestViewer } from './digest-drawing-context.ts';
import { formatFanSize } from './digest-sections.ts';
import { drawButtonsBelowPeople, drawLinesBelowPeople } from './draw-below-people.ts';

/** A single new fan, and the mark shown before the name. */
export interface OneFan {
  fan: Fan;
  mark: string;
}

/** Draws the card of a single new fan from what the poll read, so it costs no request. */
export function drawOneFan({ fan, mark }: OneFan, digest: Digest, viewer: DigestViewer): Content {
  const { texts, timezone, user, as } = viewer;
  const words = texts.digest;
  const sign = oneLine(fan.sign);
  const facts = formatFanSize(fan, texts);
  const name = FormattedString.link(displayName(fan.name, texts), profileLink(fan.mid));
  const relation = fan.followed ? words.mutual : words.notFollowed;
  const lines = [
    FormattedString.bold(fan.again ? words.fanAgain : words.newFan),
    FormattedString.bold(FormattedString.join([mark, name])),
    FormattedString.join([`${texts.card.mid} `, FormattedString.code(String(fan.mid))]),
    ...(facts.length > 0 ? [facts.join(' · ')] : []),
    ...(sign ? [`「${sign}」`] : []),
    FormattedString.join([fillText(words.since, localMoment(fan.at * 1000, timezone)), relation], ' · '),
    words.total(formatCount(digest.total)),
    ...drawLinesBelowPeople(digest, viewer),
  ];
  const act = (label: string, action: 'follow' | 'kick' | 'block', style: 'primary' | 'danger') =>
    callbackButton(label, { kind: 'act', user, action, mid: fan.mid, as }, style);
  const { buttons } = texts.card;
  return {
    text: FormattedString.join(lines, '\n'),
    keyboard: [
      ...(fan.followed ? [] : [[act(words.buttons.followBack, 'follow', 'primary')]]),
      [act(buttons.kick, 'kick', 'danger'), act(buttons.block, 'block', 'danger')],
      [{ text: buttons.profile, url: profileLink(fan.mid) }],
      ...drawButtonsBelowPeople(digest, viewer),
    ],
    ...(fan.face && { picture: fan.face }),
  };
}
