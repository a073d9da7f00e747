import type { Session } from '../api/index.ts';
import type { PersonChecks } from '../people/kept-person-checks.ts';
import { checkPerson } from '../people/person-check.ts';
import type { StepResult } from './job.ts';
import { failureOf } from './write-step.ts';

/**
 * Looks at one person for a job that checks people, unless that was done within the week. It changes nothing at the site, so
 * a crash costs at most the same look once more.
 * @throws BilibiliRefused for a reason that stops the job
 */
export async function personCheckStep(
  session: Session,
  checks: PersonChecks,
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
