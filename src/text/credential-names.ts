import { isWord } from './character-classes.ts';

/** What is looked for, by its name in lower case without `_`. */
const names: ReadonlyMap<string, string> = new Map(
  [
    ...[
      'SESSDATA',
      'bili_jct',
      'DedeUserID',
      'DedeUserID__ckMd5',
      'sid',
      'buvid3',
      'buvid4',
      'buvid_fp',
      'b_nut',
    ],
    ...['bili_ticket', 'bili_ticket_expires', 'access_key', 'access_token', 'refresh_token', 'ac_time_value'],
    ...['csrf', 'csrf_token', 'biliCSRF'],
  ].map((name) => [name.toLowerCase().replaceAll('_', ''), name]),
);

/** No name is longer, in characters. */
export const longestName = 40;

/** Where a word ends, or how far of it is looked at. */
export function endOfWord(text: string, start: number): number {
  let end = start;
  while (end - start <= longestName && isWord(text.charCodeAt(end))) end += 1;
  return end;
}

/**
 * Where the name of a value ends that begins at `start`: where the word does, or the next one, when a dash or a space has
 * parted the name, as in `bili-jct` and `SESS DATA`.
 */
export function endOfName(text: string, start: number): number {
  const end = endOfWord(text, start);
  const sign = text.charAt(end);
  if ((sign !== '-' && sign !== ' ') || credentialNameOf(text, start, end) !== undefined) return end;
  const both = endOfWord(text, end + 1);
  const name = credentialNameOf(text, start, both);
  if (name === undefined || credentialNameOf(text, end + 1, both) !== undefined) return end;
  // Two words such as "access token" speak of anything.
  return sign === '-' || name === 'SESSDATA' || name === 'bili_jct' ? both : end;
}

/** The value of a login that a word names, as the site spells it; `undefined` for any other word. */
export function credentialNameOf(text: string, start: number, end: number): string | undefined {
  if (end - start > longestName || end - start < 3) return undefined;
  const word = text.slice(start, end).toLowerCase();
  const bare = word.replace(/[_ -]/gu, '');
  if (bare.endsWith('sessdata')) return 'SESSDATA';
  if (bare.endsWith('bilijct')) return 'bili_jct';
  return names.get(bare);
}
