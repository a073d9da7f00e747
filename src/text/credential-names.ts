import { isWord } from './character-classes.ts';

/** The site's names of credentials, by their lower-case form without `_`. */
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

/** Longest name, in characters. */
export const longestName = 40;

/** Where a word ends, or where examining it stops. */
export function endOfWord(text: string, start: number): number {
  let end = start;
  while (end - start <= longestName && isWord(text.charCodeAt(end))) end += 1;
  return end;
}

/**
 * Where the name at `start` ends: at the end of its word, or of the next word if a dash or space splits the
 * name, as in `bili-jct` and `SESS DATA`.
 */
export function endOfName(text: string, start: number): number {
  const end = endOfWord(text, start);
  const sign = text.charAt(end);
  if ((sign !== '-' && sign !== ' ') || credentialNameOf(text, start, end) !== undefined) return end;
  const both = endOfWord(text, end + 1);
  const name = credentialNameOf(text, start, both);
  if (name === undefined || credentialNameOf(text, end + 1, both) !== undefined) return end;
  // Words such as "access token" also appear in ordinary text.
  return sign === '-' || name === 'SESSDATA' || name === 'bili_jct' ? both : end;
}

/**
 * The name of a credential as the site spells it, for a word that is or ends with one; `undefined` for any
 * other word.
 */
export function credentialNameOf(text: string, start: number, end: number): string | undefined {
  if (end - start > longestName || end - start < 3) return undefined;
  const word = text.slice(start, end).toLowerCase();
  const bare = word.replace(/[_ -]/gu, '');
  if (bare.endsWith('sessdata')) return 'SESSDATA';
  if (bare.endsWith('bilijct')) return 'bili_jct';
  return names.get(bare);
}
