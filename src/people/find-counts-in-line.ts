import { isDigits, isSpace } from '../text/character-classes.ts';
import { narrowed } from '../text/normalize.ts';
import { fieldKind } from './import/field-kinds.ts';
import { isWrapper } from './text-tokens.ts';

/** Words are a few characters long; longer ones are not looked into. */
const longestWord = 16;

/** What stands before a number that counts or orders something. */
const counting = new Set(
  '第 共 共计 总共 合计 一共 总计 等 约 大约 近 前 后 仅 超 超过 不足 至少 最多 还有 其中 本页 关注于 ¥ ￥ $ about over top first last page since'.split(
    ' ',
  ),
);

/** What stands behind one: what it counts, or a part of a date. */
const counted =
  /^(?:人|位|个|名|条|页|次|天|年|月|日|岁|级|周|小时|分钟|秒|元|%|[万亿千百]+|粉丝?|关注|赞|播放|people|persons?|users?|accounts?|fans?|followers?|followings?|days?|hours?|minutes?|times|pages?|rows?|点半?|号)(?:人|粉丝|关注|用户|好友|账号|以[上下内])?[:,.!。]*$/iu;

/** What stands behind a short number, with whatever is said of it: `3 天前关注的`, `2024 年`; behind a longer one it may be a name. */
const shortlyCounted =
  /^(?:[人位个名条页次天年月日岁级周块星倍楼期集部场件份局轮届代季点号秒元%万亿千百p]|小时|分钟)[\u3400-\u9fff]{0,8}[:,.!。]*$/iu;
const longestShort = 4;

/** Whether a word says of the number behind it that it is a count, a rank, a level or the like, and no UID. */
export function isFigureLabel(word: string): boolean {
  if (word.length > longestWord || isDigits(word)) return false;
  const plain = withoutSigns(narrowed(word).toLowerCase());
  return counting.has(plain) || plain.endsWith('第') || fieldKind(plain) === 'other' || idOfOther.test(plain);
}

/** The number of something in a program: `season_id`; of a person's, the names are known. */
const idOfOther = /^(?!.*(?:user|up|host|uid|mid)_?id$)[a-z_]+_id$/u;

/** Whether a word says of the number before it what it counts: `2 人`, `3 月`, `12 fans`. */
function isCounted(word: string | undefined): boolean {
  return word !== undefined && word.length <= longestWord && counted.test(narrowed(word));
}

/** Whether three numbers are one of a phone, as people part it: `138 0013 8000`. */
function isPhone([first = '', second = '', third = '']: readonly string[]): boolean {
  return /^1[3-9]\d$/u.test(first) && [second, third].every((part) => part.length === 4 && isDigits(part));
}

/**
 * Where each word or figure of a line begins, of words in their order: `共 2 人` and `粉丝 123456` are one, and mean nobody.
 * @param isBeside whether nothing but spaces stands between a word and the one before it
 */
export function figureStarts(words: readonly string[], isBeside: (at: number) => boolean): number[] {
  const digits = words.map(digitsOf);
  const isNumber = (at: number) => isDigits(digits[at] ?? '');
  // `701003 粉丝 12`: the word belongs to the number behind it, unless that has one of its own.
  const isLabelOfNext = (at: number) =>
    isNumber(at + 1) && isBeside(at + 1) && isFigureLabel(words[at] ?? '') && !isCounted(words[at + 2]);
  const isPart = (at: number, word: string) =>
    isNumber(at - 1) && (digits[at - 1] ?? '').length <= longestShort && shortlyCounted.test(narrowed(word));
  const starts: number[] = [];
  let isFigure = false;
  let endOfPhone = 0;
  for (const [at, word] of words.entries()) {
    if (isPhone(words.slice(at, at + 3)) && isBeside(at + 1) && isBeside(at + 2)) endOfPhone = at + 3;
    const goesOn: boolean =
      at > 0 &&
      isBeside(at) &&
      ((at < endOfPhone && at > endOfPhone - 3) ||
        isPart(at, word.slice(0, longestWord)) ||
        (isNumber(at) && isFigureLabel(words[at - 1] ?? '') && !isPart(at - 1, words[at - 1] ?? '')) ||
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

/** The digits of a word that is a number, without its thousands separators and the brackets around it. */
function digitsOf(word: string): string {
  return word.length > 2 * longestWord ? '' : withoutSigns(narrowed(word)).replaceAll(',', '');
}

/** A word without brackets, quotes and the signs that tie it to a value. */
function withoutSigns(word: string): string {
  let from = 0;
  let end = word.length;
  while (from < end && isWrapper(word.charCodeAt(from))) from += 1;
  while (end > from && isAfter(word.charCodeAt(end - 1))) end -= 1;
  return word.slice(from, end);
}

function isAfter(code: number): boolean {
  return isWrapper(code) || isSpace(code) || code === 0x3d || code === 0x2e;
}
