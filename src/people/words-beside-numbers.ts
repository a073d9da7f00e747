import { isDigits, isSpace } from '../text/character-classes.ts';
import { narrowed } from '../text/invisible-and-wide-characters.ts';
import { fieldKind } from './import/field-kinds.ts';
import { isWrapper } from './text-tokens.ts';

/**
 * What a word is beside numbers: a `number` that may be a UID, or one that is a `count` for certain (`3.5`, `12w`); a label of
 * the number after it (`before`: `QQ`, `第`), of the one before it (`after`: a unit), or of whichever is its own
 * (`either`: `粉丝`); or a mere `word`.
 */
export type NumberRole = 'number' | 'count' | 'before' | 'after' | 'either' | 'word';

/** Longer words are not examined, in UTF-16 units. */
const longestWord = 16;
/** Words before a number that make it a count or a rank. */
const wordsBeforeCount = new Set(
  '编号 第 已有 共 共计 总共 合计 一共 总计 等 约 大约 近 前 后 仅 超 超过 不足 至少 最多 还有 其中 本页 关注于 ¥ ￥ $ about over top first last page since'.split(
    ' ',
  ),
);

/** Words after a number that make it a count or part of a date. */
const wordsAfterCount =
  /^(?:人|位|个|名|条|页|次|天|年|月|日|岁|级|周|小时|分钟|秒|元|%|粉丝?数?|关注数?|[获点]?赞数?|播放数?|投稿|视频|动态|弹幕|硬币|[投充]币|收藏|分享|转发|评论|回复|people|persons?|users?|accounts?|fans?|followers?|followings?|likes?|views?|plays?|videos?|posts?|days?|hours?|minutes?|times|pages?|rows?|点半?|号)(?:人|粉丝|关注|用户|好友|账号|评论|弹幕|视频|回复|动态|消息|播放|观看|以[上下内])?了?[,.!。]*$/iu;

/** Whose number it is when not a person's on the site, whatever stands before: `season_id`, `我的QQ号是`, `快递单号`, `加q`. */
const numberOfOtherThing =
  /^(?!.*(?:user|up|host|uid|mid)_?id$)[a-z_]+_id$|(?:q|qq|群|[vw]x|微信|电话|手机|热线|验证码|密码|单|[学工房门车]|直播间|\+86)(?:号|号码)?[是为]?$|(?:数量?|总量|时间|日期|金额)$/u;

/** Whether a word says that the number after it is a count, a rank, a level or the like, and not a UID. */
export function isFigureLabel(word: string): boolean {
  if (word.length > longestWord || /[,，]/u.test(word)) return false;
  const plain = withoutSigns(narrowed(word).toLowerCase());
  return (
    wordsBeforeCount.has(plain) ||
    plain.endsWith('第') ||
    fieldKind(plain) === 'other' ||
    numberOfOtherThing.test(plain)
  );
}

/** What a word is beside numbers, and the digits of one that is a number, without commas between its thousands. */
export function roleBesideNumbers(word: string): { role: NumberRole; digits: string } {
  const plain = word.length > 2 * longestWord ? '' : withoutSigns(narrowed(word));
  const digits = /^\d{1,3}(?:,\d{3}){1,5}$/u.test(plain) ? plain.replaceAll(',', '') : plain;
  return isDigits(digits) ? { role: 'number', digits } : { role: roleOfWord(word, plain), digits: '' };
}

function roleOfWord(word: string, plain: string): NumberRole {
  if (/^\d+(?:\.\d{1,3})?[wk万亿千百]?\+?$/iu.test(plain)) return 'count';
  const isUnit = mayBeOrder(word) || (word.length <= longestWord && wordsAfterCount.test(plain));
  if (isUnit) return mayBeOrder(word) || isFigureLabel(word) ? 'either' : 'after';
  return isFigureLabel(word) ? 'before' : 'word';
}

/** Whether a word is a label of how many somebody follows, which is never as long as most UIDs. */
export function isLabelOfFollows(word: string): boolean {
  return /^(?:正在)?关注数?[:：]?$|^followings?:?$/iu.test(word.slice(0, longestWord));
}

/** Whether a word may be an order, too: `关注 678` is how many somebody follows, where that can be; else an order. */
export function mayBeOrder(word: string): boolean {
  return word.length <= 4 && /^(?:正在)?关注[:：]?$/u.test(word);
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
