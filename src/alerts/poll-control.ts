/** What the fan counts can do to polls. */
export interface PollControl {
  /** An account's fan count has changed: polls it soon, even while a poll is running. */
  pollAfterCountChange(mid: number): void;
  /** Sets whether polls of an account wait for a change of its fan count. */
  setProbed(mid: number, probed: boolean): void;
  /** Whether polls of an account are neither failing nor paused. */
  isHealthy(mid: number): boolean;
}
