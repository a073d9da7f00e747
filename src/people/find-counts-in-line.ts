import { isDigits, isSpace } from '../text/character-classes.ts';
import { narrowed } from '../text/invisible-and-wide-characters.ts';
import { fieldKind } from './import/field-kinds.ts';
import { isWrapper } from './text-tokens.ts';

/**
 * What a word is beside numbers: a `number` that may be a UID, or one that is a `count` for certain (`3.5`, `12w`); a label of
 * the number after it (`before`: `QQ`, `第`), of the one before it (`after`: a unit), or of whichever is its own
 * (`either`: `粉丝`); or a mere `word`.
 */
type Role = 'number' | 'count' | 'before' | 'after' | 'either' | 'word';

/** A word, or a number with the word that enlarges it: `3.5 万`. */
interface Unit {
  /** Its place among the words. */
  at: number;
  role: Role;
  text: string;
  digits: string;
}

/** Longer words are not examined, in UTF-16 units. */
const longestWord = 16;
/** A longer number may be a UID whatever unit stands behind it; and nobody follows so many people. */
const longestShort = 4;

/** Words before a number that make it a count or a rank. */
const wordsBeforeCount = new Set(
  '编号 第 已有 共 共计 总共 合计 一共 总计 等 约 大约 近 前 后 仅 超 超过 不足 至少 最多 还有 其中 本页 关注于 ¥ ￥ $ about over top first last page since'.split(
    ' ',
  ),
);

/** Words after a number that make it a count or part of a date. */
const wordsAfterCount =
  /^(?:人|位|个|名|条|页|次|天|年|月|日|岁|级|周|小时|分钟|秒|元|%|粉丝?数?|关注数?|[获点]?赞数?|播放数?|投稿|视频|动态|弹幕|硬币|[投充]币|收藏|分享|转发|评论|回复|people|persons?|users?|accounts?|fans?|followers?|followings?|likes?|views?|plays?|videos?|posts?|days?|hours?|minutes?|times|pages?|rows?|点半?|号)(?:人|粉丝|关注|用户|好友|账号|评论|弹幕|视频|回复|动态|消息|播放|观看|以[上下内])?了?[,.!。]*$/iu;

/** Only enlarges the number before it. */
const enlarging = /^[万亿千百]+$/u;

/** Whose number it is when not a person's on the site, whatever stands before: `season_id`, `我的QQ号是`, `快递单号`, `加q`. */
const numberOfOtherThing =
  /^(?!.*(?:user|up|host|uid|mid)_?id$)[a-z_]+_id$|(?:q|qq|群|[vw]x|微信|电话|手机|热线|验证码|密码|单|[学工房门车]|直播间|\+86)(?:号|号码)?[是为]?$|(?:数量?|总量|时间|日期|金额)$/u;

/** Whether a word says that the number after it is a count, a rank, a level or the like, and not a UID. */
export function isFigureLabel(word: string): boolean {
  if (word.length > longestWord || isDigits(word) || /[,，]/u.test(word)) return false;
  const plain = withoutSigns(narrowed(word).toLowerCase());
  return (
    wordsBeforeCount.has(plain) ||
    plain.endsWith('第') ||
    fieldKind(plain) === 'other' ||
    numberOfOtherThing.test(plain)
  );
}

/** How many somebody follows, which is never as long as most UIDs. */
const labelOfFollows = /^(?:正在)?关注数?[:：]?$|^followings?:?$/iu;

/** `关注 678` is how many somebody follows, where that can be; else an order. */
function mayBeOrder(word: string): boolean {
  return word.length <= 4 && /^(?:正在)?关注[:：]?$/u.test(word);
}

function roleOf(word: string): Role {
  if (word.length > 2 * longestWord) return 'word';
  const plain = withoutSigns(narrowed(word));
  if (digitsOf(plain) !== '') return 'number';
  if (/^\d+(?:\.\d{1,3})?[wk万亿千百]?\+?$/iu.test(plain)) return 'count';
  const isUnit = word.length <= longestWord && wordsAfterCount.test(plain);
  if (mayBeOrder(word)) return 'either';
  if (isFigureLabel(word)) return isUnit ? 'either' : 'before';
  return isUnit ? 'after' : 'word';
}

/** The digits of a number, also of one with commas between its thousands; empty for anything else. */
function digitsOf(plain: string): string {
  const digits = /^\d{1,3}(?:,\d{3}){1,5}$/u.test(plain) ? plain.replaceAll(',', '') : plain;
  return isDigits(digits) ? digits : '';
}

function unitsOf(words: readonly string[], isBeside: (at: number) => boolean): Unit[] {
  const units: Unit[] = [];
  for (const [at, text] of words.entries()) {
    const last = units.at(-1);
    const role = roleOf(text);
    if (last && isNumber(last) && isBeside(at) && enlarging.test(text.slice(0, longestWord)))
      last.role = 'count';
    else
      units.push({
        at,
        role,
        text,
        digits: role === 'number' ? digitsOf(withoutSigns(narrowed(text))) : '',
      });
  }
  return units;
}

function isNumber(unit: Unit | undefined): boolean {
  return unit?.role === 'number' || unit?.role === 'count';
}

function isShortNumber(unit: Unit | undefined): boolean {
  return isNumber(unit) && !isLong(unit);
}

/** Whether a number is as long as most UIDs. */
function isLong(unit: Unit | undefined): boolean {
  return unit?.role === 'number' && unit.digits.length > longestShort;
}

/** Whether three numbers are a phone number written in groups: `138 0013 8000`. */
function isPhone(...[first, second, third]: readonly (Unit | undefined)[]): boolean {
  return /^1[3-9]\d$/u.test(first?.digits ?? '') && second?.digits.length === 4 && third?.digits.length === 4;
}

/**
 * The indexes at which words and figures begin. Words of one figure belong together: `共 2 人` and `粉丝 123456`
 * are figures, so they name nobody.
 * @param isBeside whether only spaces separate a word from the one before it
 */
export function figureStarts(words: readonly string[], isBeside: (at: number) => boolean): number[] {
  const units = unitsOf(words, isBeside);
  const joined = new Set<Unit>();
  /** The unit at this place, if it is beside the one before it. */
  const besideLast = (at: number) => {
    const unit = units[at];
    return unit !== undefined && isBeside(unit.at) ? unit : undefined;
  };
  bindPhonesAndUnits(units, besideLast, joined);
  for (let from = 0; from < units.length; ) {
    let to = from + 1;
    while (alternate(units[to - 1], besideLast(to))) to += 1;
    for (const unit of joinedIn(units.slice(from, to))) joined.add(unit);
    from = to;
  }
  return units.filter((unit) => !joined.has(unit)).map(({ at }) => at);
}

/** Joins the parts of phone numbers, and numbers to the labels and units that can be of no other number. */
function bindPhonesAndUnits(
  units: readonly Unit[],
  besideLast: (at: number) => Unit | undefined,
  joined: Set<Unit>,
): void {
  let isAmongFigures = false;
  for (const [at, unit] of units.entries()) {
    const before = besideLast(at) && units[at - 1];
    const after = besideLast(at + 1);
    if (mayBeOrder(unit.text) && !isAmongFigures && ![before, after].some(isShortNumber)) unit.role = 'word';
    if (unit.role !== 'word' && !isNumber(unit) && (isNumber(before) || isNumber(after)))
      isAmongFigures = true;
    if (!isNumber(unit)) continue;
    const isCounted = after?.role === 'after';
    if (isPhone(unit, after, besideLast(at + 2))) bind(units.slice(at, at + 3), joined);
    else if (before?.role === 'before' || (before?.role === 'either' && isCounted))
      bind(isCounted ? [before, unit, after] : [before, unit], joined);
    else if (isCounted) bind([unit, after], joined);
  }
}

function bind(figure: readonly Unit[], joined: Set<Unit>): void {
  for (const [index, unit] of figure.entries()) {
    unit.role = 'word';
    if (index > 0) joined.add(unit);
  }
}

/** Whether one is a number and the other a label that may be of either side. */
function alternate(one: Unit | undefined, next: Unit | undefined): boolean {
  return isNumber(one) ? next?.role === 'either' : one?.role === 'either' && isNumber(next);
}

/**
 * Of numbers and labels in turn, those that belong to the one before them. Where there is a number more than there are labels,
 * the first or the last is somebody.
 */
function joinedIn(run: readonly Unit[]): Unit[] {
  const [first] = run;
  const last = run.at(-1);
  const isFirstFree = run.length > 1 && isNumber(first) && isNumber(last) && !isLastFree(run);
  return run.filter((_, at) => (isFirstFree ? at > 0 && at % 2 === 0 : at % 2 === 1));
}

function isLastFree(run: readonly Unit[]): boolean {
  const [first, label] = run;
  const last = run.at(-1);
  if (!isLong(last) || (isLong(first) && isOfFollows(label))) return false;
  return !isLong(first) || isOfFollows(run.at(-2));
}

function isOfFollows(label: Unit | undefined): boolean {
  return labelOfFollows.test(label?.text.slice(0, longestWord) ?? '');
}

/**
 * Which of the lines of a text are counts, each with its label on the line before or after it, as pages show them. A number
 * below one word may as well be the first of a list.
 */
export function countLines(lines: readonly string[]): Set<number> {
  const units = lines.flatMap((line, at): Unit[] => {
    const text = line.slice(0, 3 * longestWord).trim();
    const role = roleOf(text);
    if (text === '') return [];
    return [
      {
        at,
        text,
        digits: role === 'number' ? digitsOf(withoutSigns(text)) : '',
        role: labels.has(role) ? 'either' : role,
      },
    ];
  });
  const counts = new Set<number>();
  for (let from = 0; from < units.length; ) {
    let to = from + 1;
    while (alternate(units[to - 1], units[to])) to += 1;
    const run = units.slice(from, to);
    const joined = new Set(joinedIn(run));
    const isList = run.filter(({ role }) => role === 'either').length < 2 && run.some(isLong);
    if (!isList || run.some(({ text }) => /数$/u.test(text)))
      for (const [at, unit] of run.entries()) {
        const next = run[at + 1];
        if (isNumber(unit) && (joined.has(unit) || (next && joined.has(next)))) counts.add(unit.at);
      }
    from = to;
  }
  return counts;
}

const labels: ReadonlySet<Role> = new Set(['before', 'after', 'either']);

/**
 * The words of a line, with figures joined to one word, and so numbers with spaces between thousands (`701
 * 003`: a group that begins with a zero is never a number by itself).
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
