import type { Session } from '../api/index.ts';
import { checkPerson } from '../people/check-if-dormant.ts';
import type { DormancyChecks } from '../people/dormancy-check-store.ts';
import type { StepResult } from './job.ts';
import { failureOf } from './write-step.ts';

/**
 * One step of a `check` job: checks a person, unless a check from the last week is stored. Nothing changes at
 * Bilibili, so after a crash at most one check is repeated.
 * @throws BilibiliRefused for a reason that stops the job
 */
export async function checkPersonStep(
  session: Session,
  checks: DormancyChecks,
  mid: number,
  signal: AbortSignal,
): Promise<StepResult> {
  if (await checks.isKnown(session.mid, mid)) return { found: [mid] };
  try {
    await checks.write(session.mid, mid, await checkPerson(session, mid, signal));
    return { changed: [mid] };
  } catch (error) {
    signal.throwIfAborted();
    return { failures: [failureOf(mid, error)] };
  }
}
