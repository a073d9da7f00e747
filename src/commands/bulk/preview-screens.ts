import { callbackButton } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { pageButtons, rowsOnPage } from '../../bot/pagination.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import type { Texts } from '../../bot/text/index.ts';
import type { Viewer } from '../../bot/viewer.ts';
import {
  countsAgainstQuota,
  type Forecast,
  type JobTask,
  mostPeople,
  type PlannedWork,
  plannedPeople,
} from '../../jobs/index.ts';
import { timeNeeded } from './time-needed-text.ts';

/** Most people named in the preview itself. */
const mostNamed = 5;
/** People per page of the full list. */
const peoplePerPage = 20;

/** The first unrecognized pieces of a text, and how many there were. */
export interface UnreadPieces {
  pieces: string[];
  count: number;
}

/** Draws the preview of a job: how many people, the first of them, who is skipped, how long it takes. */
export function drawJobPreview(
  work: PlannedWork,
  forecast: Forecast,
  unread: UnreadPieces | undefined,
  viewer: Viewer,
): Content {
  const { texts, user } = viewer;
  const { preview: words, actions, buttons } = texts.jobs;
  const people = plannedPeople(work);
  const count = formatCount(people.length);
  const skipped = Object.entries(work.skipped)
    .filter(([, mids]) => mids.length > 0)
    .map(([skip, mids]) => words.skip[skip as keyof typeof words.skip](formatCount(mids.length)));
  const time = timeNeeded(forecast, viewer);
  const effort = [
    ...(time === undefined ? [] : [words.time(time)]),
    ...(countsAgainstQuota(work.action) ? [words.quota(formatCount(forecast.quotaLeft))] : []),
  ];
  const pieces = unread?.pieces.map(oneLine) ?? [];
  const someone = people.length > 0;
  const never = someone && time === undefined;
  const parts = Math.ceil(people.length / mostPeople);
  const lines = [
    someone
      ? words.todo(actions[work.action], count, firstNames(work, people, texts))
      : words.nothing(actions[work.action]),
    ...groupShiftLine(work, texts),
    ...(skipped.length > 0 ? [words.skipped(skipped.join(' · '))] : []),
    ...(unread ? [words.unread(joinFirstPieces(pieces, pieces.length, unread.count))] : []),
    ...(parts > 1 ? [words.parts(formatCount(parts))] : []),
    ...(someone ? [effort.join(' · ')] : []),
    ...(never ? [words.noQuota] : someone && forecast.nights > 0 ? [words.overQuota] : []),
  ];
  const start = callbackButton(buttons.start, { kind: 'proposalStart', user }, 'primary');
  const cancel = callbackButton(texts.common.cancel, { kind: 'dismiss', user });
  const list = callbackButton(buttons.people, { kind: 'proposalPeople', user, page: 1 });
  const special = callbackButton(buttons.withSpecial, { kind: 'proposalWithSpecial', user });
  return {
    text: lines.join('\n'),
    keyboard: [
      ...(someone && !never ? [[start, cancel]] : []),
      ...(someone ? [[list]] : []),
      ...(work.skipped.special.length > 0 ? [[special]] : []),
    ],
  };
}

/** A page of all people of a preview, by name where known. */
export function drawPreviewPeople(work: PlannedWork, wanted: number, { texts, user }: Viewer): Content {
  const { people: words, actions } = texts.jobs;
  const people = plannedPeople(work);
  const shown = rowsOnPage(people, wanted, peoplePerPage);
  const line = (mid: number, at: number) => {
    const place = (shown.page - 1) * peoplePerPage + at + 1;
    const name = nameOf(work, mid);
    return name === undefined ? words.nameless(place, mid) : words.person(place, name, mid);
  };
  return {
    text: [words.title(actions[work.action], formatCount(people.length)), ...shown.rows.map(line)].join('\n'),
    keyboard: [
      ...pageButtons(shown, (page) => ({ kind: 'proposalPeople', user, page })),
      [callbackButton(texts.common.back, { kind: 'proposalPreview', user })],
    ],
  };
}

/** The mids on a page of that list. */
export function previewPeopleOnPage(work: PlannedWork, wanted: number): number[] {
  return rowsOnPage(plannedPeople(work), wanted, peoplePerPage).rows;
}

/** The group people move from and the one they move to. */
export function groupShiftLine({ shift }: JobTask, { jobs: { shift: words } }: Texts): string[] {
  if (shift === undefined) return [];
  const [from, to] = [oneLine(shift.fromName ?? ''), oneLine(shift.toName ?? '')];
  if (shift.to === undefined) return [words.out(from)];
  if (shift.from === 'all') return [words.only(to)];
  return [shift.from === undefined ? words.into(to) : words.between(from, to)];
}

/** Joins the first `most` pieces, and says how many more there are. */
export function joinFirstPieces(
  pieces: readonly string[],
  most: number,
  count: number = pieces.length,
  separator = ' ',
): string {
  const shown = pieces.slice(0, most);
  const more = count - shown.length;
  return more > 0 ? `${shown.join(separator)} …(+${more})` : shown.join(separator);
}

function firstNames(work: PlannedWork, people: readonly number[], { common }: Texts): string {
  const names = people.slice(0, mostNamed).map((mid) => nameOf(work, mid) ?? String(mid));
  return `${names.join(common.comma)}${people.length > mostNamed ? '…' : ''}`;
}

function nameOf({ names }: PlannedWork, mid: number): string | undefined {
  return oneLine(names[mid] ?? '') || undefined;
}
