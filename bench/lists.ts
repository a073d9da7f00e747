import { startBilibili } from '../playground/bilibili/index.ts';
import { startTelegram } from '../playground/telegram/index.ts';
import { encodeCallback } from '../src/bot/callback-data.ts';
import { type Figure, median } from './figure.ts';
import { startBot } from './support/bot.ts';
import { token } from './support/token.ts';

const rounds = 15;
const [short, long] = [10, 5000];

/**
 * Opening a list of 5000 against one of 10, and jumping to its page 100: the time until the message is in the
 * chat, and the number of requests to the site.
 */
export async function lists(): Promise<Figure[]> {
  const few = await measure(short);
  const many = await measure(long);
  const opened = { ours: median(many.open), bare: median(few.open) };
  return [
    {
      name: 'listOpen',
      what: `page 1 of a list of ${long}, against a list of ${short}`,
      unit: 'ms',
      ...opened,
      ratio: opened.ours / opened.bare,
      wanted: { most: 1.5 },
    },
    {
      name: 'listOpenRequests',
      what: `requests for page 1 of ${long}`,
      unit: 'requests',
      ours: Math.max(...many.openRequests),
      wanted: { most: 1 },
    },
    {
      name: 'listJump',
      what: `page 100 of ${long}`,
      unit: 'ms',
      ours: median(many.jump),
      wanted: { most: 100 },
    },
    {
      name: 'listJumpRequests',
      what: `requests for page 100 of ${long}`,
      unit: 'requests',
      ours: Math.max(...many.jumpRequests),
      wanted: { most: 1 },
    },
  ];
}

async function measure(followings: number) {
  const site = await startBilibili({ people: 0 });
  const server = await startTelegram({ token, fetchUrl: () => undefined });
  const { world } = site;
  for (let index = 0; index < followings; index += 1) {
    const { mid } = world.addPerson({ name: `第${index}位` });
    world.follow(world.owner, mid, { at: 1_700_000_000 + index });
  }
  const bot = await startBot({ telegram: server.root, bilibili: site.root });
  const alice = server.telegram.actor({ firstName: 'Alice', languageCode: 'en' });
  const { cookies } = world.login(world.owner);
  await alice.send(`SESSDATA=${cookies.SESSDATA}; bili_jct=${cookies.bili_jct}`);
  await alice.see('✅');

  const rowShown = (row: number) =>
    alice.next((message) => JSON.stringify(message.reply_markup ?? '').includes(`"${row}. `));

  const results = {
    open: [] as number[],
    openRequests: [] as number[],
    jump: [] as number[],
    jumpRequests: [] as number[],
  };
  for (let round = 0; round <= rounds; round += 1) {
    const opened = await timed(async () => {
      await alice.send('/following');
      return rowShown(1);
    });
    const jump = await timed(async () => {
      if (followings < 800) return;
      const data = encodeCallback({
        kind: 'listPage',
        user: alice.user.id,
        list: 'following',
        of: world.owner,
        page: 100,
      });
      await server.telegram.press(alice.user, opened.result, { data }, { forge: true });
      await rowShown(793);
    });
    if (round === 0) continue;
    results.open.push(opened.milliseconds);
    results.openRequests.push(opened.requests);
    results.jump.push(jump.milliseconds);
    results.jumpRequests.push(jump.requests);
  }
  await bot.stop();
  await server.close();
  await site.close();
  return results;

  async function timed<T>(work: () => Promise<T>) {
    world.requests.clear();
    const started = performance.now();
    const result = await work();
    return { result, milliseconds: performance.now() - started, requests: world.requests.all().length };
  }
}
