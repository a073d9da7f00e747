import { isWord } from './characters.ts';

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

/** The value of a login that a word names, as the site spells it; `undefined` for any other word. */
export function credentialNameOf(text: string, start: number, end: number): string | undefined {
  if (end - start > longestName || end - start < 3) return undefined;
  const word = text.slice(start, end).toLowerCase();
  const bare = word.replaceAll('_', '');
  if (bare.endsWith('sessdata')) return 'SESSDATA';
  if (bare.endsWith('bilijct')) return 'bili_jct';
  return names.get(bare);
}
