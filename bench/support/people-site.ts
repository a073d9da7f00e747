import { parentPort, workerData } from 'node:worker_threads';
import { startBilibili } from '../../playground/bilibili/index.ts';

/** What a client needs to use the site as its owner. */
export interface PeopleSite {
  root: string;
  owner: number;
  cookies: Record<string, string>;
  /** The people the owner follows. */
  mids: number[];
}

/** A simulated Bilibili in a thread, whose owner follows this many people. */
const { root, world } = await startBilibili({ people: 0 });
const mids = Array.from(
  { length: Number(workerData) },
  (_, index) => world.addPerson({ name: `第${index}位` }).mid,
);
for (const mid of mids) world.follow(world.owner, mid);
const ready: PeopleSite = { root, owner: world.owner, cookies: world.login(world.owner).cookies, mids };
parentPort?.postMessage(JSON.stringify(ready));
