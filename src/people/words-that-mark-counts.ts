import { isDigits, isSpace } from '../text/characters.ts';
import { narrowed } from '../text/normalize.ts';
import { fieldKind } from './import/header-words.ts';

/** Words are a few characters long; longer ones are not looked into. */
const longestWord = 16;

/** What stands before a number that counts or orders something. */
const counting = new Set(
  '第 共 共计 总共 合计 一共 总计 等 约 大约 近 前 后 仅 超 超过 不足 至少 最多 还有 其中 本页 about over top first last page'.split(
    ' ',
  ),
);

/** What stands behind one: what it counts, or a part of a date. */
const counted =
  /^(?:人|位|个|名|条|页|次|天|年|月|日|岁|级|周|小时|分钟|秒|元|%|[万亿千百]+|粉丝?|关注|赞|播放|people|persons?|users?|accounts?|fans?|followers?|followings?|days?|hours?|minutes?|times|pages?)(?:人|粉丝|关注|用户|好友|账号|以[上下内])?[:,.!。]*$/iu;

/** Whether a word says of the number behind it that it is a count, a rank, a level or the like, and no UID. */
export function isFigureLabel(word: string): boolean {
  if (word.length > longestWord) return false;
  const plain = withoutEnd(narrowed(word).toLowerCase());
  return counting.has(plain) || fieldKind(plain) === 'other';
}

/** Whether a word says of the number before it what it counts: `2 人`, `3 月`, `12 fans`. */
function isCounted(word: string | undefined): boolean {
  return word !== undefined && word.length <= longestWord && counted.test(narrowed(word));
}

/**
 * Where each word or figure of a line begins, of words in their order: `共 2 人` and `粉丝 123456` are one, and mean nobody.
 * @param isBeside whether nothing but spaces stands between a word and the one before it
 */
export function figureStarts(words: readonly string[], isBeside: (at: number) => boolean): number[] {
  const isNumber = (at: number) => isDigits(narrowed(words[at]?.slice(0, longestWord) ?? ''));
  // `701003 粉丝 12`: the word belongs to the number behind it, unless that has one of its own.
  const isLabelOfNext = (at: number) =>
    isNumber(at + 1) && isBeside(at + 1) && isFigureLabel(words[at] ?? '') && !isCounted(words[at + 2]);
  const starts: number[] = [];
  let isFigure = false;
  for (const [at, word] of words.entries()) {
    const goesOn: boolean =
      at > 0 &&
      isBeside(at) &&
      ((isNumber(at) && isFigureLabel(words[at - 1] ?? '')) ||
        ((isFigure || isNumber(at - 1)) && isCounted(word) && !isLabelOfNext(at)));
    if (!goesOn) starts.push(at);
    isFigure = goesOn;
  }
  return starts;
}

/**
 * The words of a line with those put together that are one: figures, and numbers whose thousands spaces part (`701 003`:
 * no number of its own begins with a zero).
 */
export function withFiguresWhole(words: readonly string[]): string[] {
  const whole: string[] = [];
  for (const word of words)
    if (word.length === 3 && word.startsWith('0') && isDigits(word))
      whole.push(thousandsEndingIn(word, whole));
    else whole.push(word);
  const starts = figureStarts(whole, () => true);
  return starts.map((start, index) => whole.slice(start, starts[index + 1]).join(' '));
}

/** Takes the groups off the words before that belong to a number with this last group. */
function thousandsEndingIn(group: string, words: string[]): string {
  let number = group;
  for (
    let last = words.at(-1);
    last !== undefined && isDigits(last) && last.length <= 3;
    last = words.at(-1)
  ) {
    number = `${words.pop()}${number}`;
    if (last.length < 3) break;
  }
  return number;
}

function withoutEnd(word: string): string {
  let end = word.length;
  while (end > 0 && (':=.'.includes(word.charAt(end - 1)) || isSpace(word.charCodeAt(end - 1)))) end -= 1;
  return word.slice(0, end);
}
