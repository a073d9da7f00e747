import { defaultGroup, specialGroup } from '../../api/index.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import type { Texts } from '../../bot/text/index.ts';

/** A group's name, fit to be shown; special and default by the names they have in the reader's language. */
export function displayGroupName(
  { tagid, name }: { tagid: number; name: string },
  { common, groups }: Texts,
): string {
  if (tagid === specialGroup) return groups.special;
  return tagid === defaultGroup ? groups.default : oneLine(name) || common.noName;
}
