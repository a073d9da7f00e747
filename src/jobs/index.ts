export { canResume, canRetry, canUndo } from './derived-jobs.ts';
export {
  type Failure,
  goesOn,
  type Job,
  type JobAction,
  type JobState,
  type Skip,
  type Task,
  type Why,
} from './job.ts';
export { createJobs, type Jobs, type JobsDeps, type Owner, type Report } from './jobs.ts';
export { mostPeople, type Plan, TooManyPeople, type Wanted, type Wish, type Work } from './plan.ts';
export { prepare } from './prepare.ts';
export { byReason, type Progress, progressOf, timeLeft } from './progress.ts';
export { createQuota, type Quota } from './quota.ts';
export { mustType, oppositeOf, type Pace, takesQuota } from './action-policy.ts';
export type { SessionOf } from './run.ts';
