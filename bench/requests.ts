import { startBilibili } from '../playground/bilibili/index.ts';
import { startTelegram } from '../playground/telegram/index.ts';
import type { Figure } from './figure.ts';
import { startBot } from './support/bot.ts';
import { token } from './support/token.ts';

const [fans, mutuals, oneSided, big] = [4800, 600, 150, 30];

/**
 * The requests to the site for what a creator with 4800 fans does daily: whole dialogues, from the command to
 * the end of the job it started. Polls of the watched account are not counted.
 */
export async function requests(): Promise<Figure[]> {
  const site = await startBilibili({ people: 0 });
  const server = await startTelegram({ token, fetchUrl: () => undefined });
  const { world } = site;
  const { owner } = world;
  const newest = world.gainFans(owner, fans);
  for (const mid of newest.slice(0, mutuals)) world.followBack(owner, mid);
  for (let at = 0; at < oneSided; at += 1) world.follow(owner, world.addPerson({ name: `第${at}位` }).mid);
  for (const mid of newest.slice(mutuals, mutuals + big)) world.gainFans(mid, 100);
  const bot = await startBot({ telegram: server.root, bilibili: site.root });
  const alice = server.telegram.actor({ firstName: 'Alice', languageCode: 'en' });
  const { cookies } = world.login(owner);
  await alice.send(`SESSDATA=${cookies.SESSDATA}; bili_jct=${cookies.bili_jct}`);
  await alice.see('✅');
  await alice.see('👀');

  const patient = { timeout: 30_000 };
  const figures: Figure[] = [];
  async function count(
    name: string,
    what: string,
    most: number,
    work: () => Promise<unknown>,
  ): Promise<void> {
    world.requests.clear();
    await work();
    const ours = world.requests.all().length;
    figures.push({ name, what: `${what}, requests`, unit: 'requests', ours, wanted: { most } });
  }
  /**
   * Sends a message and waits for the answer; then presses a button of each answer and waits for the next.
   */
  async function talk(
    said: string,
    answer: RegExp,
    ...presses: readonly (readonly [string, RegExp])[]
  ): Promise<void> {
    await alice.send(said);
    let message = await alice.see(answer, patient);
    for (const [label, words] of presses) {
      await alice.press(label, message);
      message = await alice.see(words, patient);
    }
  }

  await talk('/alerts', /Sent to/u, ['⬜ Big fans', /Big fans: on/u], ['Big: from 10,000 fans', /number/u]);
  await talk('100', /✅/u);
  await talk(`/note ${newest[3]}`, /note/u);
  await talk('the one of the choir', /✅/u);

  const choose = [
    ['Apply', /in the list|newest 1,000 fans/u],
    ['Select', /0 selected/u],
    ['All', /[1-9]\d* selected/u],
  ] as const;
  await count('homeRequests', 'home', 2, () => talk('/me', /Following 750/u));
  await count('statsRequests', '/stats', 2, () => talk('/stats', /today/u));
  await count('fansPageRequests', `a page of ${fans} fans`, 1, () => talk('/fans', /The newest 1,000/u));
  await count('fansFilterRequests', `${fans} fans filtered, of whom the site shows 1000`, 21, () =>
    talk(
      '/fans',
      /The newest 1,000/u,
      ['Filter', /want to see/u],
      ['☐ Verified', /want to see/u],
      ['Apply', /Filter: Verified/u],
    ),
  );
  await count('followBigRequests', `the ${big} big fans of them followed back`, 24, () =>
    talk(
      '/fans',
      /The newest 1,000/u,
      ['Filter', /want to see/u],
      ['☐ I do not follow back', /want to see/u],
      ['☐ Big', /want to see/u],
      ...choose,
      ['Follow', /to follow/u],
      ['Start', /Done\./u],
    ),
  );
  await count('unfollowRequests', `the ${oneSided} who do not follow back unfollowed`, 176, async () => {
    await talk(
      '/following',
      /in all/u,
      ['Filter', /want to see/u],
      ['☐ Not following back', /want to see/u],
      ...choose,
      ['Unfollow', /to unfollow/u],
      ['Start', /send the number/u],
    );
    await talk(String(oneSided), /Done\./u);
  });
  await count('tidyRequests', '/tidy after that', 5, () => talk('/tidy', /Tidy · /u));
  await count('findNoteRequests', 'a person found by a note', 2, () =>
    talk('/search choir', /Found by your notes/u),
  );

  await bot.stop();
  await server.close();
  await site.close();
  return figures;
}
