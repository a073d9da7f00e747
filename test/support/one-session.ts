import { onTestFinished } from 'vitest';
import { startBilibili } from '../../playground/bilibili/index.ts';
import { createBilibili, type Session } from '../../src/api/index.ts';

/** A simulated Bilibili with ten people and the session of one of them, until the test ends. */
export async function startSession(
  mid: number,
): Promise<{ world: Awaited<ReturnType<typeof startBilibili>>['world']; session: Session }> {
  const { world, root, close } = await startBilibili({ people: 10 });
  onTestFinished(close);
  const bilibili = createBilibili({ root, readSpacing: 0, writeSpacing: 0 });
  const credential = { kind: 'cookie' as const, cookies: world.login(mid).cookies, madeAt: 0 };
  const session = bilibili.session({ mid, credential });
  await session.people.nav({});
  return { world, session };
}
