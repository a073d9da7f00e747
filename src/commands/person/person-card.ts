import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import { type BothSides, follows, followsOpenly } from '../../api/index.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import { formatDay } from '../../bot/text/format-times.ts';
import type { Texts } from '../../bot/text/index.ts';
import type { ActingViewer, Viewer } from '../../bot/viewer.ts';
import type { CardFacts } from '../../people/fetch-card.ts';
import type { OfferedAction } from '../../people/relation-action-kinds.ts';
import { displayName, formatUid, linkToPerson, profileLink } from '../names-and-profile-links.ts';

/** A group to add the person to with one press. */
export interface GroupShortcut {
  tagid: number;
  /** Display name. */
  name: string;
}

const banned = -2;
/**
 * Most groups listed. At most 16 characters each: with the longest note a card stays below the 1024
 * characters of a caption.
 */
const mostGroups = 12;

/** Optional parts of a card. */
export interface CardExtras {
  /** End of the time to undo the action, seconds since 1970: adds the undo button. */
  undoUntil?: number;
  /** Adds a button for this group. */
  into?: GroupShortcut;
  /** The note on the person; unset where notes are not shown. */
  note?: { text: string | undefined };
}

/** Draws the card of a person; `headline` says what was just done. */
export function drawCard(
  facts: CardFacts,
  viewer: ActingViewer,
  extra: CardExtras & { headline?: string } = {},
): Content {
  const { card } = facts.card;
  const lines = [
    ...(extra.headline ? [extra.headline, ''] : []),
    FormattedString.bold(linkToPerson(displayName(card.name, viewer.texts), card.mid)),
    midLine(facts, viewer.texts),
    ...stateAndCountLines(facts, viewer.texts),
    ...relationLines(facts, viewer),
    ...(extra.note?.text === undefined ? [] : [viewer.texts.notes.line(extra.note.text)]),
  ];
  return {
    text: FormattedString.join(lines, '\n'),
    keyboard: cardKeyboard(facts, viewer, extra),
    ...(card.face && { picture: card.face }),
  };
}

function midLine({ card: { card } }: CardFacts, texts: Texts): FormattedString {
  const words = texts.card;
  const membership =
    card.vip?.vipStatus === 1 ? (card.vip.vipType === 2 ? words.yearlyVip : words.vip) : undefined;
  const level = card.level_info && words.level(card.level_info.current_level);
  const rest = [level, membership].filter((word) => word !== undefined);
  return FormattedString.join([formatUid(card.mid, texts), ...rest], ' · ');
}

function stateAndCountLines({ card: { card, follower } }: CardFacts, texts: Texts): string[] {
  const words = texts.card;
  const sign = oneLine(card.sign);
  const verified = card.Official && card.Official.type >= 0;
  return [
    ...(card.spacesta === banned ? [words.closed] : []),
    ...(verified ? [words.verified(oneLine(card.Official?.title ?? ''))] : []),
    ...(sign ? [`「${sign}」`] : []),
    words.counts(card.attention === undefined ? '?' : formatCount(card.attention), formatCount(follower)),
  ];
}

function relationLines({ self, relation, groups }: CardFacts, { texts, timezone, guest }: Viewer): string[] {
  const words = texts.card;
  if (guest) return [];
  if (self) return [words.self];
  if (relation === undefined) return [words.relationUnread];
  const { mine, theirs } = relation;
  const since =
    mine.mtime > 0 && mine.relation !== 'none' ? mine.mtime : follows(theirs.relation) ? theirs.mtime : 0;
  return [
    words.relationLine(
      relationWords(relation, texts),
      since > 0 ? formatDay(since * 1000, timezone) : undefined,
    ),
    ...(mine.special ? [words.special] : []),
    ...(groups === undefined
      ? [words.groupsUnread]
      : groups.length > 0
        ? [words.groups(groupNames(groups))]
        : []),
  ];
}

function groupNames(groups: readonly string[]): string {
  const names = groups.slice(0, mostGroups).map(oneLine).join('、');
  return groups.length > mostGroups ? `${names}…` : names;
}

function relationWords({ mine, theirs }: BothSides, texts: Texts): string {
  const words = texts.card.relation;
  if (mine.relation === 'blocked') return words.blocked;
  if (mine.relation === 'mutual' || (follows(mine.relation) && follows(theirs.relation))) return words.mutual;
  if (mine.relation === 'quiet') return words.whisper;
  if (mine.relation === 'following') return words.following;
  return follows(theirs.relation) ? words.fan : words.none;
}

function cardKeyboard(
  facts: CardFacts,
  viewer: ActingViewer,
  { undoUntil, into, note }: CardExtras,
): Keyboard {
  const { texts, user, as, guest } = viewer;
  const { mid } = facts.card.card;
  const words = texts.card.buttons;
  const rows: Keyboard = [];
  if (undoUntil !== undefined) rows.push([undoButton(mid, undoUntil, viewer)]);
  if (!facts.self && facts.relation && !guest) {
    const [first = [], ...others] = actionsFor(facts.relation).map((row) =>
      row.map((action) =>
        callbackButton(words[action], { kind: 'act', user, action, mid, as }, styles[action]),
      ),
    );
    const grouping = followsOpenly(facts.relation.mine.relation)
      ? [groupButtons(mid, into, { texts, user })]
      : [];
    rows.push(first, ...grouping, ...others);
  }
  const common = callbackButton(words.common, { kind: 'pick', user, intent: 'common', mid, as });
  const noteButton = callbackButton(texts.notes.button, { kind: 'note', user, mid, as });
  rows.push([
    ...(facts.self || guest ? [] : [common]),
    ...(facts.self || note === undefined ? [] : [noteButton]),
    { text: words.profile, url: profileLink(mid) },
    { text: words.copyMid, copy_text: { text: String(mid) } },
  ]);
  return rows;
}

/** `until` in seconds since 1970. */
export function undoButton(
  mid: number,
  until: number,
  { texts, user, as }: ActingViewer,
): InlineKeyboardButton {
  return callbackButton(texts.card.buttons.undo, { kind: 'undo', user, mid, until, as });
}

function groupButtons(
  mid: number,
  into: GroupShortcut | undefined,
  { texts, user }: Pick<Viewer, 'texts' | 'user'>,
): InlineKeyboardButton[] {
  const words = texts.groups.buttons;
  return [
    callbackButton(words.groups, { kind: 'personGroups', user, mid }),
    ...(into
      ? [callbackButton(words.into(into.name), { kind: 'personInto', user, mid, group: into.tagid })]
      : []),
  ];
}

const styles = {
  follow: 'primary',
  unfollow: undefined,
  unwhisper: undefined,
  special: undefined,
  unspecial: undefined,
  kick: 'danger',
  block: 'danger',
  unblock: undefined,
} as const;

/**
 * Action buttons for a relation, by row. A quiet follow has its own button to end it, and cannot be special.
 */
function actionsFor({ mine, theirs }: BothSides): OfferedAction[][] {
  if (mine.relation === 'blocked') return [['unblock']];
  const first: OfferedAction[] = followsOpenly(mine.relation)
    ? ['unfollow', mine.special ? 'unspecial' : 'special']
    : [mine.relation === 'quiet' ? 'unwhisper' : 'follow'];
  return [first, follows(theirs.relation) ? ['kick', 'block'] : ['block']];
}
