export { canResume, canRetry, canUndo } from './can-resume-retry-undo.ts';
export {
  createJobForecasts,
  type Forecast,
  type ForecastInput,
  type ForecastOf,
  forecast,
} from './forecast.ts';
export {
  type Failure,
  type FailureReason,
  failuresByReason,
  isOngoing,
  type Job,
  type JobAction,
  type JobState,
  type JobTask,
  mustTell,
  progressOf,
} from './job.ts';
export { createJobs } from './jobs.ts';
export type { Jobs } from './jobs-interface.ts';
export { wholeJobId } from './large-job-parts.ts';
export {
  eachPersonOnce,
  type JobPerson,
  type JobRequest,
  mostNames,
  mostPeople,
  mostRequested,
  type PlannedWork,
  plannedCheck,
  plannedPeople,
  TooManyPeople,
} from './plan.ts';
export { createQuota, type Quota, QuotaSpent } from './quota.ts';
export { readAndPlan } from './read-and-plan.ts';
export { countsAgainstQuota, needsTypedCount } from './rules-of-each-action.ts';
