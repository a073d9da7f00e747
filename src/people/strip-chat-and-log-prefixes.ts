import { createYieldCounter, type Interruptible } from '../text/interruptible-work.ts';

/** Longer lines say more than who wrote what follows. */
const longestLine = 120;
/** How many lines are looked at to tell a chat. */
const sampleLines = 200;

/** When a message was written, as chats copy it: `2024/1/1 12:00:00`, `昨天 12:00`, `上午 9:00`. */
const day = String.raw`(?:(?:(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?|[昨前今]天|星期[一二三四五六日])[ ,]{1,2})?`;
const hour = String.raw`(?:(?:[上下中]午|凌晨|早上|晚上) ?)?\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?`;
const timeAtStart = new RegExp(`^${day}${hour}(?= )`, 'u');
const timeAtEnd = new RegExp(` ${day}${hour}$`, 'u');

/** Who wrote it, with the number or the address that the messenger knows them by: `张三(12345678)`, `李四<li@qq.com>`. */
const speaker = /[(（<](?:\d{5,11}|[^<>@\s]{1,40}@[^<>@\s]{1,40})[)）>]$/u;

/** Who made a list: `导出人：某某(UID 9)`. */
const maker =
  /^[\s#"/]{0,4}(?:(?:导出|创建|制作|整理|生成|分享|操作|登录|当前|采集|统计|记录)(?:人|者|账号|帐号|用户|自|来源)|(?:exported|created|generated|made) (?:by|from)\b)["\s]{0,2}[:：,，\t ]/iu;

/**
 * A text in which the lines of a chat that say who wrote when, and those that say who made a list, are spaces: these people
 * are not listed. Lines such as `名字(701003) 2024-01-01 12:00` are the list itself where no messages stand between.
 */
export function withoutAttributions(text: string): Interruptible<string> {
  const isSpeakerSkipped = isChat(text);
  return withBlankBeginnings(text, longestLine + 1, (line) =>
    isMaker(line) || (isSpeakerSkipped && speaksAt(line)) ? line.length : 0,
  );
}

function isMaker(line: string): boolean {
  return line.length <= longestLine && /\d/u.test(line) && maker.test(line);
}

/** Whether a line says who wrote the next ones, and when. */
function speaksAt(line: string): boolean {
  const said = line.trim().replace(/\s+/gu, ' ');
  if (said.length > longestLine) return false;
  const name = timeAtStart.test(said) ? said : timeAtEnd.test(said) ? said.replace(timeAtEnd, '') : undefined;
  return name !== undefined && speaker.test(name);
}

/** Whether most of the lines that name a speaker are followed by what they said; one alone with seconds is of a chat, too. */
function isChat(text: string): boolean {
  const lines = text.slice(0, sampleLines * longestLine).split('\n', sampleLines);
  const filled = lines.map((line) => line.trim()).filter((line) => line !== '');
  const areSpeakers = filled.map(speaksAt);
  const count = areSpeakers.filter(Boolean).length;
  if (filled.length === 1 && count === 1) return /\d:\d{2}:\d{2}/u.test(filled[0] ?? '');
  const followed = areSpeakers.filter((is, at) => is && areSpeakers[at + 1] === false).length;
  return followed * 2 > count;
}

/** Longer lines are no lines of a log, nor is their beginning looked at further. */
const longestPrefix = 120;

const time =
  /^[\s[(]{0,4}(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]{1,2}|(?=[\])])))?(?:\d{1,2}:\d{2}:\d{2}(?:[.,](?:\d{3}|\d{6}|\d{9}))?)?(?:Z| ?[+-]\d{2}:?\d{2})?[\])]?(?=[ :|-]{1,3}\S)/u;

/** How programs mark what kind of line it is, with the name of the logger that Python writes after it. */
const level =
  /^[ :|[(-]{0,4}(?:INFO|DEBUG|WARN|WARNING|ERROR|TRACE|SUCCESS|NOTICE|FATAL|CRITICAL)(?::\w{1,40}:|[\])]?[ :|-]{1,4})/iu;

/** A time in seconds or milliseconds since 1970. A UID may be as long, so it is a time only before a level. */
const epoch = /^[\s[(]{0,4}1\d{9}(?:\d{3})?(?:\.\d{1,9})?[\])]?(?=[ :|-])/u;

/**
 * A text in which the times and levels that begin the lines of a log are spaces: their numbers are nobody. A line with
 * one column of times in a table stays as it is.
 */
export function* withoutLogPrefixes(text: string): Interruptible<string> {
  return isLog(text) ? yield* withBlankBeginnings(text, longestPrefix, endOfPrefix) : text;
}

/** Whether the first lines, all that are not empty, begin as those of a log do. */
function isLog(text: string): boolean {
  const lines = text.slice(0, 4096).split('\n').slice(0, 20);
  const filled = lines.filter((line) => line.trim() !== '');
  const prefixed = filled.filter((line) => endOfPrefix(line.slice(0, longestPrefix)) > 0);
  return prefixed.length > 0 && prefixed.length * 2 >= filled.length;
}

/** Where the time and the level that begin a line end; 0 when neither does. */
function endOfPrefix(line: string): number {
  const stamp = time.exec(line)?.[0] ?? '';
  const isStamp = stamp.includes(':') || /\d{4}.\d/u.test(stamp);
  const seconds = isStamp ? 0 : (epoch.exec(line)?.[0].length ?? 0);
  const from = isStamp ? stamp.length : seconds;
  const marked = level.exec(line.slice(from))?.[0].length;
  return marked === undefined ? (isStamp ? from : 0) : from + marked;
}

/**
 * The text with spaces for the beginnings of its lines.
 * @param most how much of a line is looked at, in characters
 * @param lengthOf how many of them are blank, judged by that much
 */
function* withBlankBeginnings(
  text: string,
  most: number,
  lengthOf: (line: string) => number,
): Interruptible<string> {
  const parts: string[] = [];
  const isYieldDue = createYieldCounter();
  for (let at = 0; at < text.length; ) {
    if (isYieldDue(at)) yield;
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline + 1;
    const blank = lengthOf(text.slice(at, Math.min(newline < 0 ? end : newline, at + most)));
    parts.push(' '.repeat(blank), text.slice(at + blank, end));
    at = end;
  }
  return parts.join('');
}
