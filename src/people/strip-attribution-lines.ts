import { createYieldCounter, type Interruptible } from '../text/interruptible-work.ts';

/** Longer lines say more than who wrote what follows. */
const longestLine = 120;
/** How many lines are looked at to tell a chat. */
const sampleLines = 200;

/** When a message was written, as chats copy it: `2024/1/1 12:00:00`, `昨天 12:00`, `上午 9:00`. */
const day = String.raw`(?:(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|[昨前今]天|星期[一二三四五六日])[ ,]{1,2})?`;
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
export function* withoutAttributions(text: string): Interruptible<string> {
  const isSpeakerSkipped = isChat(text);
  const parts: string[] = [];
  const isYieldDue = createYieldCounter();
  for (let at = 0; at < text.length; ) {
    if (isYieldDue(at)) yield;
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, Math.min(end, at + longestLine + 1));
    const isSkipped = isMaker(line) || (isSpeakerSkipped && speaksAt(line));
    parts.push(isSkipped ? ' '.repeat(end - at) : text.slice(at, end), newline < 0 ? '' : '\n');
    at = end + 1;
  }
  return parts.join('');
}

function isMaker(line: string): boolean {
  return line.length <= longestLine && /\d/u.test(line) && maker.test(line);
}

/** Whether a line says who wrote the next ones, and when. */
function speaksAt(line: string): boolean {
  const said = line.trim().replace(/[ \u00a0]+/gu, ' ');
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
