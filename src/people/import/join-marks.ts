import { fieldKind } from './field-kinds.ts';

const longestMark = 16;

/** Whether a piece begins with a word for UID, as `UID:` and `uid=701003`. */
export function isMarkOfUid(piece: string): boolean {
  const [word = ''] = /^[a-z_]+/iu.exec(piece.slice(0, longestMark)) ?? [];
  return word !== '' && fieldKind(word.replace(/s$/iu, '')) === 'mid';
}

/** The words of a line, in which `UID:` is one with the number after it. */
export function withMarksJoined(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    const isMark = last !== undefined && isMarkOfUid(last) && /^[a-z_]+[:：=]{0,3}$/iu.test(last);
    if (isMark && /^[:：=\d]/u.test(word))
      joined[joined.length - 1] = `${last}${/^\d/u.test(word) ? ':' : ''}${word}`;
    else joined.push(word);
  }
  return joined;
}
