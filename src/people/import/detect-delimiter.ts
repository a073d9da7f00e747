import { isDigits } from '../../text/character-classes.ts';
import { endOfThousands } from '../text-tokens.ts';
import { type Delimiter, endOfLine, isRuler, sepOf } from './read-rows.ts';

/** How much of a text is looked at, in characters and lines. */
const looked = 64 * 1024;
const mostLines = 200;
/** A sign parts cells when it stands in most of the lines. */
const most = 0.6;

const signs = ['\t', ',', ';', '|', '，'] as const;

/**
 * What parts the cells of a table: what its first line `sep=` says, else the sign that stands in most lines outside
 * quotes; lines of numbers such as `701,003` are not parted. A text of one line is no table.
 */
export function delimiterOf(text: string): Delimiter {
  const told = signs.find((sign) => sign === sepOf(text));
  if (told !== undefined) return told;
  const lines = firstLines(text);
  const numbers = lines.filter((line) => line.charCodeAt(0) >= 0x30 && line.charCodeAt(0) <= 0x39);
  if (
    numbers.some((line) => line.includes(',')) &&
    numbers.every(isOneNumber) &&
    numbers.length >= lines.length - 1
  )
    return 'none';
  if (lines.length < 2) return 'loose';
  const bare = lines.map(withoutQuoted);
  let best: { sign: Delimiter; lines: number } = { sign: 'loose', lines: 0 };
  for (const sign of signs) {
    const found = bare.filter((line) => line.includes(sign)).length;
    if (found > best.lines) best = { sign, lines: found };
  }
  return best.lines >= bare.length * most ? best.sign : 'loose';
}

function firstLines(text: string): string[] {
  const lines: string[] = [];
  const end = Math.min(text.length, looked);
  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < end && lines.length < mostLines; ) {
    const stop = endOfLine(text, at, end - at);
    const line = text.slice(at, stop).trim();
    if (!isRuler(line) && !line.startsWith('#')) lines.push(line);
    at = stop + 1;
  }
  return lines;
}

function isOneNumber(line: string): boolean {
  return (
    line.length <= 24 && (endOfThousands(line, 0) === line.length || (isDigits(line) && line.length <= 3))
  );
}

function withoutQuoted(line: string): string {
  let bare = '';
  let from = 0;
  for (let open = line.indexOf('"'); open >= 0; ) {
    const close = line.indexOf('"', open + 1);
    if (close < 0) break;
    bare += line.slice(from, open);
    from = close + 1;
    open = line.indexOf('"', from);
  }
  return bare + line.slice(from);
}
