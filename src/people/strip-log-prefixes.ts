import { createYieldCounter, type Interruptible } from '../text/interruptible-work.ts';

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
  if (!isLog(text)) return text;
  const parts: string[] = [];
  const isYieldDue = createYieldCounter();
  for (let at = 0; at < text.length; ) {
    if (isYieldDue(at)) yield;
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline + 1;
    const prefix = endOfPrefix(text.slice(at, Math.min(end, at + longestPrefix)));
    parts.push(' '.repeat(prefix), text.slice(at + prefix, end));
    at = end;
  }
  return parts.join('');
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
