import { isDigits } from '../text/character-classes.ts';
import { isLabelOfFollows, mayBeOrder, type NumberRole, roleBesideNumbers } from './words-beside-numbers.ts';

/** A word, or a number with the word that enlarges it: `3.5 万`. */
interface Unit {
  /** Its place among the words. */
  at: number;
  role: NumberRole;
  text: string;
  digits: string;
}

/** A longer number may be a UID; and nobody follows so many people. */
const longestShort = 4;

/** Only enlarges the number before it. */
const enlarging = /^[万亿千百]+$/u;

function unitsOf(words: readonly string[], isBeside: (at: number) => boolean): Unit[] {
  const units: Unit[] = [];
  for (const [at, text] of words.entries()) {
    const last = units.at(-1);
    if (last && isNumber(last) && isBeside(at) && enlarging.test(text.slice(0, 8))) last.role = 'count';
    else units.push({ at, text, ...roleBesideNumbers(text) });
  }
  return units;
}

function isNumber(unit: Unit | undefined): boolean {
  return unit?.role === 'number' || unit?.role === 'count';
}

function isShortNumber(unit: Unit | undefined): boolean {
  return isNumber(unit) && !isLong(unit);
}

/** Whether a number is as long as most UIDs. */
function isLong(unit: Unit | undefined): boolean {
  return unit?.role === 'number' && unit.digits.length > longestShort;
}

/** Whether three numbers are a phone number written in groups: `138 0013 8000`. */
function isPhone(...[first, second, third]: readonly (Unit | undefined)[]): boolean {
  return /^1[3-9]\d$/u.test(first?.digits ?? '') && second?.digits.length === 4 && third?.digits.length === 4;
}

/**
 * The indexes at which words and figures begin. Words of one figure belong together: `共 2 人` and `粉丝 123456`
 * are figures, so they name nobody.
 * @param isBeside whether only spaces separate a word from the one before it
 */
export function figureStarts(words: readonly string[], isBeside: (at: number) => boolean): number[] {
  const units = unitsOf(words, isBeside);
  const joined = new Set<Unit>();
  /** The unit at this place, if it is beside the one before it. */
  const besideLast = (at: number) => {
    const unit = units[at];
    return unit !== undefined && isBeside(unit.at) ? unit : undefined;
  };
  bindPhonesAndUnits(units, besideLast, joined);
  for (let from = 0; from < units.length; ) {
    let to = from + 1;
    while (alternate(units[to - 1], besideLast(to))) to += 1;
    for (const unit of joinedIn(units.slice(from, to))) joined.add(unit);
    from = to;
  }
  return units.filter((unit) => !joined.has(unit)).map(({ at }) => at);
}

/** Joins the parts of phone numbers, and numbers to the labels and units that can be of no other number. */
function bindPhonesAndUnits(
  units: readonly Unit[],
  besideLast: (at: number) => Unit | undefined,
  joined: Set<Unit>,
): void {
  let isAmongFigures = false;
  for (const [at, unit] of units.entries()) {
    const before = besideLast(at) && units[at - 1];
    const after = besideLast(at + 1);
    if (mayBeOrder(unit.text) && !isAmongFigures && ![before, after].some(isShortNumber)) unit.role = 'word';
    if (unit.role !== 'word' && !isNumber(unit) && (isNumber(before) || isNumber(after)))
      isAmongFigures = true;
    if (!isNumber(unit)) continue;
    const isCounted = after?.role === 'after';
    if (isPhone(unit, after, besideLast(at + 2))) bind(units.slice(at, at + 3), joined);
    else if (before?.role === 'before' || (before?.role === 'either' && isCounted))
      bind(isCounted ? [before, unit, after] : [before, unit], joined);
    else if (isCounted) bind([unit, after], joined);
  }
}

function bind(figure: readonly Unit[], joined: Set<Unit>): void {
  for (const [index, unit] of figure.entries()) {
    unit.role = 'word';
    if (index > 0) joined.add(unit);
  }
}

/** Whether one is a number and the other a label that may be of either side. */
function alternate(one: Unit | undefined, next: Unit | undefined): boolean {
  return isNumber(one) ? next?.role === 'either' : one?.role === 'either' && isNumber(next);
}

/**
 * Of numbers and labels in turn, those that belong to the one before them. Where there is a number more than there are labels,
 * the first or the last is somebody.
 */
function joinedIn(run: readonly Unit[]): Unit[] {
  const [first] = run;
  const last = run.at(-1);
  const isFirstFree = run.length > 1 && isNumber(first) && isNumber(last) && !isLastFree(run);
  return run.filter((_, at) => (isFirstFree ? at > 0 && at % 2 === 0 : at % 2 === 1));
}

function isLastFree(run: readonly Unit[]): boolean {
  const [first, label] = run;
  const last = run.at(-1);
  if (!isLong(last) || (isLong(first) && isLabelOfFollows(label?.text ?? ''))) return false;
  return !isLong(first) || isLabelOfFollows(run.at(-2)?.text ?? '');
}

/**
 * Which of the lines of a text are counts, each with its label on the line before or after it, as pages show them. A number
 * below one word may as well be the first of a list.
 */
export function countLines(lines: readonly string[]): Set<number> {
  const units = lines.flatMap((line, at): Unit[] => {
    const text = line.slice(0, longestLabel).trim();
    const { role, digits } = roleBesideNumbers(text);
    return text === '' ? [] : [{ at, text, digits, role: labels.has(role) ? 'either' : role }];
  });
  const counts = new Set<number>();
  for (let from = 0; from < units.length; ) {
    let to = from + 1;
    while (alternate(units[to - 1], units[to])) to += 1;
    const run = units.slice(from, to);
    const joined = new Set(joinedIn(run));
    const isList = run.filter(({ role }) => role === 'either').length < 2 && run.some(isLong);
    if (!isList || run.some(({ text }) => /数$/u.test(text)))
      for (const [at, unit] of run.entries()) {
        const next = run[at + 1];
        if (isNumber(unit) && (joined.has(unit) || (next && joined.has(next)))) counts.add(unit.at);
      }
    from = to;
  }
  return counts;
}

/** How far a line is looked at, in UTF-16 units: a longer one is no label. */
const longestLabel = 48;
const labels: ReadonlySet<NumberRole> = new Set(['before', 'after', 'either']);

/**
 * The words of a line, with figures joined to one word, and so numbers with spaces between thousands (`701
 * 003`: a group that begins with a zero is never a number by itself).
 */
export function withFiguresWhole(words: readonly string[]): string[] {
  const whole: string[] = [];
  for (const word of words)
    if (word.length === 3 && word.startsWith('0') && isDigits(word))
      whole.push(thousandsEndingIn(word, whole));
    else whole.push(word);
  const starts = figureStarts(whole, () => true);
  return starts.map((start, index) => whole.slice(start, starts[index + 1]).join(' '));
}

/**
 * Removes the leading groups of a number from `words` and returns the whole number; `group` is its last
 * group.
 */
function thousandsEndingIn(group: string, words: string[]): string {
  const marked = words.at(-1) ?? '';
  // `UID:701 003`
  if (marked.length <= longestLabel && /\D\d{1,3}$/u.test(marked)) return `${words.pop()}${group}`;
  let number = group;
  for (
    let last = words.at(-1);
    last !== undefined && isDigits(last) && last.length <= 3;
    last = words.at(-1)
  ) {
    number = `${words.pop()}${number}`;
    if (last.length < 3) break;
  }
  return number;
}
