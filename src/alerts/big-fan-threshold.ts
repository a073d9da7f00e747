import type { AlertSettings, Fan } from './watch-record-parts.ts';

/** From how many fans a person counts as big, by default. */
export const defaultBigFanThreshold = 10_000;

/** Whether a person counts as big for a chat; `undefined` when their fan count is unknown. */
export function isBigFan(
  { fans }: Fan,
  { bigFrom = defaultBigFanThreshold }: AlertSettings,
): boolean | undefined {
  return fans === undefined ? undefined : fans >= bigFrom;
}
