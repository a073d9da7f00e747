import { defaultGroup, specialGroup } from '../../api/index.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import type { Texts } from '../../bot/text/index.ts';

/** Display name of a group; the special and default groups have names in the user's language. */
export function displayGroupName(
  { tagid, name }: { tagid: number; name: string },
  { common, groups }: Texts,
): string {
  if (tagid === specialGroup) return groups.special;
  return tagid === defaultGroup ? groups.default : oneLine(name) || common.noName;
}
