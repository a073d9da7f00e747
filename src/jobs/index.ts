export { mustType, oppositeAction, type RequestSpacing, takesQuota } from './action-policy.ts';
export { canResume, canRetry, canUndo } from './derived-jobs.ts';
export {
  type Failure,
  isOngoing,
  type Job,
  type JobAction,
  type JobState,
  type Skip,
  type Task,
  type Why,
} from './job.ts';
export { createJobs, type JobOwner, type Jobs, type JobsDeps, type Report } from './jobs.ts';
export {
  type JobPerson,
  type JobRequest,
  mostPeople,
  type Plan,
  type PlannedWork,
  TooManyPeople,
} from './plan.ts';
export { prepare } from './prepare.ts';
export { byReason, type Progress, progressOf, timeLeft } from './progress.ts';
export { createQuota, type Quota, QuotaSpent } from './quota.ts';
