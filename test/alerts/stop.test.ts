import { describe, expect, it } from 'vitest';
import type { SendResult } from '../../src/alerts/index.ts';
import { withMethods } from '../support/with-methods.ts';
import { told } from './sent-messages.ts';
import { breakAtMessage, chat, hour, me, reasons, startSite } from './site.ts';

/** A new fan's message on its way, whose arrival is in the test's hand. */
async function holding() {
  const site = await startSite({ fans: 5 });
  const engine = await site.engine();
  await engine.watch();
  engine.sent.length = 0;
  const { promise, resolve } = Promise.withResolvers<SendResult>();
  site.answer = () => promise;
  engine.held = 1;
  const [fan = 0] = site.world.gainFans(me, 1);
  await engine.poll();
  return { site, engine, fan, resolve };
}

describe('a stop', () => {
  it('lets the message on its way arrive and be recorded', async () => {
    const { site, engine, fan, resolve } = await holding();
    let over = false;
    const stopped = engine.alerts.stop().then(() => {
      over = true;
    });
    await site.clock.advance(7000);
    expect(over).toBe(false);
    resolve({ kind: 'sent' });
    await stopped;
    expect(told(engine.sent)).toEqual([fan]);
    const second = await site.engine();
    await second.pass(hour);
    expect(second.sent).toEqual([]);
    expect(site.clock.sleepers).toBe(2);
  });

  it('gives up a message that never arrives after eight seconds, and tells it at the next start', async () => {
    const { site, engine, fan, resolve } = await holding();
    const stopped = engine.alerts.stop();
    void engine.givenUp.then(() => resolve({ kind: 'later' }));
    await site.clock.advance(8000);
    await stopped;
    site.answer = () => ({ kind: 'sent' });
    const second = await site.engine();
    await second.settled();
    expect(told(second.sent)).toEqual([fan]);
  });

  it('leaves a message that the store took no note of until now noted after all', async () => {
    const site = await startSite({ fans: 5 });
    const { watch, poll, sent, errors, alerts } = await site.engine();
    await watch();
    sent.length = 0;
    const mend = breakAtMessage(site);
    const [fan = 0] = site.world.gainFans(me, 1);
    await poll();
    expect(reasons(errors.splice(0))).toEqual(['disk full']);
    mend();
    await alerts.stop();
    const second = await site.engine();
    await second.pass(hour);
    expect(told([...sent, ...second.sent])).toEqual([fan]);
  });

  it('that gives up the requests before the alerts hear of it is no defect', async () => {
    const site = await startSite({ fans: 5 });
    const { alerts, watch, poll } = await site.engine();
    await watch();
    const session = site.login();
    const giveUp = Object.assign(
      () => Promise.reject(new DOMException('This operation was aborted', 'AbortError')),
      session.relations.followers,
    );
    site.login(chat, me, withMethods(session, { relations: { followers: giveUp } }));
    expect(await poll()).toEqual({ kind: 'failed', why: 'unreachable' });
    await alerts.stop();
  });

  it('while the records are still read ends that, and asks for none afterwards', async () => {
    const site = await startSite({ fans: 5 });
    const first = await site.engine();
    for (const mid of site.people(60))
      await first.alerts.subscribe(chat, mid, { fans: false, milestones: false });
    await first.alerts.stop();
    const { all } = site.records;
    let read = 0;
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    site.records.all = async function* () {
      for await (const one of all()) {
        read += 1;
        begin();
        yield one;
      }
    };
    const second = site.engine();
    await begun;
    const { alerts } = await second;
    await alerts.stop();
    const then = read;
    await site.clock.advance(hour);
    expect(read).toBe(then);
  });
});
