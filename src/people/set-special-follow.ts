import { defaultGroup, type Session, specialGroup } from '../api/index.ts';
import { mayBeRetiredEndpoint } from './is-endpoint-retired.ts';
import { isLost, readBack, readOwnSide } from './lost-answer.ts';

/**
 * Adds a person to the special follows or removes them. Uses the endpoint that leaves the person's other
 * groups alone; if the site no longer has it, the whole set of groups is written, with the other groups as
 * just read.
 */
export async function setSpecial(
  session: Session,
  mid: number,
  wanted: boolean,
  signal?: AbortSignal,
): Promise<{ already: boolean }> {
  const { groups } = session;
  const action = wanted ? 'special' : 'unspecial';
  const before = await readOwnSide(session, mid, signal);
  if (before.special === wanted && (before.relation !== 'none' || !wanted)) return { already: true };
  const others = before.tag.filter((one) => one !== specialGroup && one !== defaultGroup);
  const tagids = wanted ? [specialGroup, ...others] : others;
  try {
    await (wanted ? groups.addSpecial : groups.removeSpecial)({ fid: mid }, { signal }).catch(
      (error: unknown) => {
        if (!mayBeRetiredEndpoint(error)) throw error;
        return groups.setFor(
          { fids: [mid], tagids: tagids.length > 0 ? tagids : [defaultGroup] },
          { signal },
        );
      },
    );
  } catch (error) {
    if (!isLost(error) || !(await readBack(session, action, mid, signal))) throw error;
  }
  return { already: false };
}
