import type { InlineKeyboardButton } from 'grammy/types';
import type { CallbackOf } from '../../bot/callback-data.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import type { Texts } from '../../bot/text/index.ts';
import type { Candidate, PeopleRead } from '../../people/import/read-people.ts';
import { joinForeignTexts, leftOutNotices } from './import-notices.ts';
import type { GroupComparison } from './match-groups-with-account.ts';

/** Answers so far; the buttons carry all of them, so nothing is stored in between. */
export type ImportAnswers = Pick<CallbackOf<'importAnswer'>, 'column' | 'purpose' | 'groups'>;

/** No answers yet. */
export const nothingAnswered: ImportAnswers = { column: '', purpose: 'open', groups: 'open' };

/** What a question is drawn with: the context, the account `mid`, and the answers so far. */
export interface ImportQuestionContext {
  ctx: BotContext;
  mid: number;
  answers: ImportAnswers;
}

/** A file with many lists has more candidates than one message can show. */
const mostCandidates = 8;
const mostRows = 3;

/** The candidates shown; always includes the last, which may be all of them together. */
export function shownCandidates(all: readonly Candidate[]): Candidate[] {
  const shown = all.length > mostCandidates ? [...all.slice(0, mostCandidates - 1), ...all.slice(-1)] : all;
  return shown.map((one) => ({
    ...one,
    rows: one.rows.slice(0, mostRows),
    mids: one.mids.slice(0, mostRows),
  }));
}

/**
 * The question which column or list holds the people: shows the first rows, and the people each candidate
 * would give.
 */
export function drawColumnQuestion(
  candidates: readonly Candidate[],
  names: ReadonlyMap<number, string> | undefined,
  asking: ImportQuestionContext,
): Content {
  const { texts } = asking.ctx;
  const words = texts.transfer.import.columns;
  const rowsOf = ({ rows }: Candidate) => rows.map((row) => `  ${oneLine(row)}`);
  const shared = new Set(candidates.map(({ rows }) => rows.join('\n'))).size === 1;
  const person = (mid: number) => {
    if (names === undefined) return String(mid);
    const name = names.get(mid);
    return name === undefined ? words.nobody(mid) : words.person(oneLine(name), mid);
  };
  const titled = candidates.map((one, index) => ({
    ...one,
    title: `${index + 1}. ${titleOf(one, index, texts)}`,
  }));
  return {
    text: [
      words.ask,
      ...(shared ? candidates.slice(0, 1).flatMap(rowsOf) : []),
      ...titled.flatMap((one) => [
        one.title,
        ...(shared ? [] : rowsOf(one)),
        words.means(one.mids.map(person).join(texts.common.comma)),
      ]),
    ].join('\n'),
    keyboard: keyboardOf(
      asking,
      titled.map(({ title, choice }) => [answerButton(asking, title, { column: choice })]),
    ),
  };
}

function titleOf({ choice, header = '' }: Candidate, index: number, texts: Texts): string {
  const words = texts.transfer.import.columns;
  const column = /^column(?<at>\d+)$/u.exec(choice)?.groups?.at;
  const name = oneLine(header);
  if (column !== undefined) return words.column(Number(column) + 1, name);
  if (choice === 'first' || choice === 'last' || choice === 'all') return words[choice];
  return words.list(index + 1, name);
}

/** The question what to do with a blacklist or a list of fans. */
export function drawPurposeQuestion(read: PeopleRead, asking: ImportQuestionContext): Content {
  const { texts } = asking.ctx;
  const words = texts.transfer.import;
  const count = formatCount(read.people.length);
  const isBlacklist = read.kind === 'blacks';
  const follow = answerButton(asking, words.buttons.follow, { purpose: 'follow' });
  const block = answerButton(asking, words.buttons.block, { purpose: 'block' });
  return {
    text: [isBlacklist ? words.isBlacklist(count) : words.isFans(count), ...leftOutNotices(read, texts)].join(
      '\n',
    ),
    keyboard: keyboardOf(asking, [isBlacklist ? [block, follow] : [follow]]),
  };
}

/** The question whether to restore groups: lists those that exist, and those to create. */
export function drawGroupsQuestion(
  read: PeopleRead,
  { known, missing, special }: GroupComparison,
  asking: ImportQuestionContext,
): Content {
  const { texts } = asking.ctx;
  const words = texts.transfer.import;
  const { people, unread, unreadCount } = read;
  return {
    text: [
      words.found(formatCount(people.length)),
      ...(unreadCount > 0 ? [texts.jobs.preview.unread(joinForeignTexts(unread, ' ', unreadCount))] : []),
      ...leftOutNotices(read, texts),
      ...(known.length > 0 ? [words.known(joinForeignTexts(known, texts.common.comma))] : []),
      ...(missing.length > 0
        ? [words.missing(formatCount(missing.length), joinForeignTexts(missing, texts.common.comma))]
        : []),
      ...(special > 0 ? [words.special(formatCount(special))] : []),
      words.onlyNew,
    ].join('\n'),
    keyboard: keyboardOf(asking, [
      [
        answerButton(asking, words.buttons.withGroups, { groups: 'restore' }, 'primary'),
        answerButton(asking, words.buttons.withoutGroups, { groups: 'leave' }),
      ],
    ]),
  };
}

function answerButton(
  { ctx, mid, answers }: ImportQuestionContext,
  label: string,
  answer: Partial<ImportAnswers>,
  style?: 'primary',
): InlineKeyboardButton {
  const { user } = chatUserOf(ctx);
  return callbackButton(label, { kind: 'importAnswer', user, mid, ...answers, ...answer }, style);
}

function keyboardOf({ ctx }: ImportQuestionContext, rows: Keyboard): Keyboard {
  return [
    ...rows,
    [callbackButton(ctx.texts.common.cancel, { kind: 'dismiss', user: chatUserOf(ctx).user })],
  ];
}
