import { BilibiliRefused } from '../../api/index.ts';
import { explanationOf } from '../../bot/failures.ts';
import type { Texts } from '../../bot/text/index.ts';
import { type AllLists, exportedLists, mostFans, type NoAnswer } from '../../people/read-lists-for-export.ts';
import { UnusableList } from '../../people/unusable-list.ts';
import type { Incomplete } from './export-json-document.ts';

/** What is missing in an export: lists that could not be read, and lists shorter than their total. */
export function describeIncomplete(
  { people, failed }: AllLists,
  { texts, timezone }: { texts: Texts; timezone: string },
): Incomplete[] {
  const words = texts.transfer.export;
  return exportedLists.flatMap((list): Incomplete[] => {
    const failure = failed[list];
    if (failure !== undefined) return [{ list, why: reasonInWords(failure, texts, timezone) }];
    const read = list === 'groups' ? undefined : people[list];
    if (read === undefined) return [];
    const { length } = read.people;
    const { total = length } = read;
    if (length >= total) return [];
    const why = list === 'fans' && length >= mostFans ? words.newestOnly : words.endedEarly;
    return [{ list, read: length, total, why }];
  });
}

/** Whether a new login would allow reading the missing lists. */
export function wouldLoginHelp({ failed }: AllLists): boolean {
  return Object.values(failed).some(
    (failure) =>
      failure instanceof BilibiliRefused && (failure.reason === 'login' || failure.reason === 'csrf'),
  );
}

function reasonInWords(failure: NoAnswer, texts: Texts, timezone: string): string {
  if (failure instanceof UnusableList) return texts.lists.noInformation[failure.missing];
  return String(explanationOf(failure, texts, timezone)?.text ?? texts.failures.refused.unknown);
}
