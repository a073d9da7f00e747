import { isDigits, isSpace } from '../text/character-classes.ts';
import { narrowed } from '../text/invisible-and-wide-characters.ts';
import { fieldKind } from './import/field-kinds.ts';
import { isWrapper } from './text-tokens.ts';

/** Longer words are not examined, in UTF-16 units. */
const longestWord = 16;

/** Words before a number that make it a count or a rank. */
const wordsBeforeCount = new Set(
  '第 共 共计 总共 合计 一共 总计 等 约 大约 近 前 后 仅 超 超过 不足 至少 最多 还有 其中 本页 关注于 ¥ ￥ $ about over top first last page since'.split(
    ' ',
  ),
);

/** Words after a number that make it a count or part of a date. */
const wordsAfterCount =
  /^(?:人|位|个|名|条|页|次|天|年|月|日|岁|级|周|小时|分钟|秒|元|%|[万亿千百]+|粉丝?|关注|赞|播放|people|persons?|users?|accounts?|fans?|followers?|followings?|days?|hours?|minutes?|times|pages?|rows?|点半?|号)(?:人|粉丝|关注|用户|好友|账号|以[上下内])?[:,.!。]*$/iu;

/**
 * The same after a number of at most four digits, with more text allowed: `3 天前关注的`, `2024 年`. After a longer
 * number it may be a name.
 */
const wordsAfterShortCount =
  /^(?:[人位个名条页次天年月日岁级周块星倍楼期集部场件份局轮届代季点号秒元%万亿千百p]|小时|分钟)[\u3400-\u9fff]{0,8}[:,.!。]*$/iu;
const longestShort = 4;

/** Whether a word says that the number after it is a count, a rank, a level or the like, and not a UID. */
export function isFigureLabel(word: string): boolean {
  if (word.length > longestWord || isDigits(word)) return false;
  const plain = withoutSigns(narrowed(word).toLowerCase());
  return (
    wordsBeforeCount.has(plain) ||
    plain.endsWith('第') ||
    fieldKind(plain) === 'other' ||
    numberOfOtherThing.test(plain)
  );
}

/** Whose number it is when not a person's on the site, whatever stands before: `season_id`, `我的QQ号是`, `快递单号`, `加q`. */
const numberOfOtherThing =
  /^(?!.*(?:user|up|host|uid|mid)_?id$)[a-z_]+_id$|(?:q|qq|群|[vw]x|微信|电话|手机|热线|验证码|密码|单|[学工房门车]|直播间|\+86)(?:号|号码)?[是为]?$/u;

/** Whether a word is the unit of the number before it: `2 人`, `3 月`, `12 fans`. */
function isCounted(word: string | undefined): boolean {
  return word !== undefined && word.length <= longestWord && wordsAfterCount.test(narrowed(word));
}

/** The same without what only enlarges the number: `粉丝 3.5 万` is one count. */
function isCountedApart(word: string | undefined): boolean {
  return isCounted(word) && !/^[万亿千百]+$/u.test(word ?? '');
}

/** Whether three numbers are a phone number written in groups: `138 0013 8000`. */
function isPhone([first = '', second = '', third = '']: readonly string[]): boolean {
  return /^1[3-9]\d$/u.test(first) && [second, third].every((part) => part.length === 4 && isDigits(part));
}

/**
 * The indexes at which words and figures begin. Words of one figure belong together: `共 2 人` and `粉丝 123456`
 * are figures, so they name nobody.
 * @param isBeside whether only spaces separate a word from the one before it
 */
export function figureStarts(words: readonly string[], isBeside: (at: number) => boolean): number[] {
  const digits = words.map(digitsOf);
  const isNumber = (at: number) => isDigits(digits[at] ?? '');
  // `701003 关注 678`: nobody follows as many as the number before says, so the word is of the one after it.
  const isFollowsOfNext = (at: number) =>
    isFollows(words[at]) &&
    isNumber(at - 1) &&
    isNumber(at + 1) &&
    (digits[at - 1] ?? '').length > longestShort &&
    (digits[at + 1] ?? '').length <= longestShort;
  const isLabel = (at: number) =>
    isFigureLabel(words[at] ?? '') || (at > firstFigure && isFollows(words[at])) || isFollowsOfNext(at);
  // `701003 粉丝 12`: the word is the label of the number after it, unless that number has a unit.
  const isLabelOfNext = (at: number) =>
    isNumber(at + 1) &&
    isBeside(at + 1) &&
    isLabel(at) &&
    (!isCountedApart(words[at + 2]) || isFollowsOfNext(at));
  const isPart = (at: number, word: string) =>
    isNumber(at - 1) &&
    (digits[at - 1] ?? '').length <= longestShort &&
    wordsAfterShortCount.test(narrowed(word));
  const starts: number[] = [];
  /** Where the first number stands that a word before it makes a figure; `关注` may be an order before, and no longer after. */
  let firstFigure = Number.POSITIVE_INFINITY;
  let isFigure = false;
  let endOfPhone = 0;
  for (const [at, word] of words.entries()) {
    if (isPhone(words.slice(at, at + 3)) && isBeside(at + 1) && isBeside(at + 2)) endOfPhone = at + 3;
    const isLabelled = isNumber(at) && isLabel(at - 1) && !isPart(at - 1, words[at - 1] ?? '');
    const goesOn: boolean =
      at > 0 &&
      isBeside(at) &&
      ((at < endOfPhone && at > endOfPhone - 3) ||
        isPart(at, word.slice(0, longestWord)) ||
        isLabelled ||
        ((isFigure || isNumber(at - 1)) && isCounted(word) && !isLabelOfNext(at)));
    if (!goesOn) starts.push(at);
    if (goesOn && isLabelled) firstFigure = Math.min(firstFigure, at);
    isFigure = goesOn;
  }
  return starts;
}

/** `关注 678`, beside other figures, is how many somebody follows. */
function isFollows(word: string | undefined): boolean {
  return word !== undefined && word.length <= 4 && /^(?:正在)?关注[:：]?$/u.test(word);
}

/** `人：701003` behind a number is a unit, and somebody. */
function splitAfterUnit(word: string, at: number, words: readonly string[]): string[] {
  const colon = isDigits(digitsOf(words[at - 1] ?? '')) ? word.search(/[:：](?=.)/u) : -1;
  return colon > 0 && isCounted(word.slice(0, colon))
    ? [word.slice(0, colon), word.slice(colon + 1)]
    : [word];
}

/**
 * The words of a line, with figures joined to one word, and so numbers with spaces between thousands (`701
 * 003`: a group that begins with a zero is never a number by itself).
 */
export function withFiguresWhole(words: readonly string[]): string[] {
  const whole: string[] = [];
  for (const word of words.flatMap(splitAfterUnit))
    if (word.length === 3 && word.startsWith('0') && isDigits(word))
      whole.push(thousandsEndingIn(word, whole));
    else whole.push(word);
  const starts = figureStarts(whole, () => true);
  return starts.map((start, index) => whole.slice(start, starts[index + 1]).join(' '));
}

/**
 * Removes the leading groups of a number from `words` and returns the whole number; `group` is its last
 * group.
 */
function thousandsEndingIn(group: string, words: string[]): string {
  const marked = words.at(-1) ?? '';
  // `UID:701 003`
  if (marked.length <= 2 * longestWord && /\D\d{1,3}$/u.test(marked)) return `${words.pop()}${group}`;
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

/** The digits of a numeric word, without thousands separators and brackets; of a rounded count (`3.5`, `12w`) all of them. */
function digitsOf(word: string): string {
  if (word.length > 2 * longestWord) return '';
  const plain = withoutSigns(narrowed(word)).replaceAll(',', '');
  return plain.replace(/^(\d+)(?:\.(\d{1,3}))?[wk万亿千百]?\+?$/iu, '$1$2');
}

/** A word without surrounding brackets and quotes, and without `:`, `=` or `.` at its end. */
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
