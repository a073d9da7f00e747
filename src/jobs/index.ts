export { mustType, oppositeAction, type RequestSpacing, takesQuota } from './action-policy.ts';
export { wholeId } from './chain.ts';
export { canResume, canRetry, canUndo } from './derived-jobs.ts';
export {
  createForecasts,
  type Forecast,
  type ForecastInput,
  type ForecastOf,
  forecast,
} from './forecast.ts';
export {
  type Failure,
  isNews,
  isOngoing,
  type Job,
  type JobAction,
  type JobOwner,
  type JobState,
  type Skip,
  type Task,
  type Why,
} from './job.ts';
export {
  createJobs,
  type JobListener,
  type Jobs,
  type JobsDeps,
} from './jobs.ts';
export {
  eachOnce,
  type JobPerson,
  type JobRequest,
  mostNames,
  mostPeople,
  mostRequested,
  type PlannedWork,
  plannedPeople,
  TooManyPeople,
} from './plan.ts';
export { prepare } from './prepare.ts';
export { byReason, type Progress, progressOf } from './progress.ts';
export { createQuota, type Quota, QuotaSpent } from './quota.ts';
