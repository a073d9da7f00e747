import { FormattedString } from '@grammyjs/parse-mode';
import type { Digest, Fan } from '../../alerts/index.ts';
import { profileLink, shownName } from '../person/person-card.ts';
import { pressButton } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { oneLine } from '../../bot/text/safe.ts';
import { count, moment } from '../../bot/text/times.ts';
import { noticeKeyboard } from './notices.ts';
import type { DigestReader } from './digest-viewer.ts';
import { drawRest } from './digest-extras.ts';

/** A single new fan: a card out of what the list of fans said, so that it costs no request. */
export function drawOne(fan: Fan, digest: Digest, reader: DigestReader): Content {
  const { texts, timezone, user, as } = reader;
  const words = texts.digest;
  const sign = oneLine(fan.sign);
  const lines = [
    FormattedString.bold(fan.again ? words.fanAgain : words.newFan),
    FormattedString.bold(FormattedString.link(shownName(fan.name, texts), profileLink(fan.mid))),
    FormattedString.join(
      [new FormattedString(`${texts.card.mid} `), FormattedString.code(String(fan.mid))],
      '',
    ),
    ...[
      ...(sign ? [`「${sign}」`] : []),
      `${words.since(moment(fan.at * 1000, timezone))} · ${fan.followed ? words.mutual : words.notFollowed}`,
      words.total(count(digest.total)),
      ...drawRest(digest, reader),
    ].map((line) => new FormattedString(line)),
  ];
  const act = (label: string, action: 'follow' | 'kick' | 'block', style: 'primary' | 'danger') =>
    pressButton(label, { kind: 'act', user, action, mid: fan.mid, as }, style);
  const { buttons } = texts.card;
  return {
    text: FormattedString.join(lines, '\n'),
    keyboard: [
      ...(fan.followed ? [] : [[act(words.buttons.followBack, 'follow', 'primary')]]),
      [act(buttons.kick, 'kick', 'danger'), act(buttons.block, 'block', 'danger')],
      [{ text: buttons.profile, url: profileLink(fan.mid) }],
      ...noticeKeyboard(digest.notices, reader),
    ],
    ...(fan.face && { picture: fan.face }),
  };
}
