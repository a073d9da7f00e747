import { describe, expect, it } from 'vitest';
import { requested, startGuanxi } from '../support/guanxi.ts';

const me = 100001;
const them = 100002;

describe('an answer that never comes', () => {
  it('ends after a while with a sentence, and the chat lives on', async () => {
    const { world, member } = await startGuanxi({ patience: 300 });
    const alice = await member('Alice', me);
    world.faults.set('web-interface/card', { kind: 'hang' });
    await alice.send(`/who ${them}`);
    await alice.see('花的时间太长');
    world.faults.clear();
    await alice.send(`/who ${them}`);
    await alice.see(`UID ${them}`);
  });

  it('is given up by /cancel, which overtakes it', async () => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', me);
    world.faults.set('web-interface/card', { kind: 'hang' });
    const asked = requested(world, 'web-interface/card');
    await alice.send(`/who ${them}`);
    await asked;
    await alice.send('/cancel');
    await alice.see('已经停下');
    world.faults.clear();
    await alice.send('/help');
    await alice.see('全部命令');
  });

  it('holds up nobody else', async () => {
    const { world, member } = await startGuanxi();
    const [alice, bob] = [await member('Alice', me), await member('Bob', 100003)];
    world.faults.set('web-interface/card', { kind: 'hang' }, { times: 1 });
    const asked = requested(world, 'web-interface/card');
    await alice.send(`/who ${them}`);
    await asked;
    await bob.send(`/who ${them}`);
    await bob.see(`UID ${them}`);
  });
});

it('risk control makes the account rest: nothing more is asked, and the time is told', async () => {
  const { world, member } = await startGuanxi();
  const alice = await member('Alice', me);
  world.faults.set('web-interface/card', { kind: 'code', code: -352 });
  await alice.send(`/who ${them}`);
  await alice.see(/休息到 \d\d:\d\d/);
  world.requests.clear();
  await alice.send(`/who ${them}`);
  await alice.see('休息到');
  expect(world.requests.all()).toEqual([]);
});

it('a blocked bot fails quietly, and works again when it is let in', async () => {
  const { telegram, person } = await startGuanxi();
  const alice = person('Alice');
  await alice.send('/help');
  await alice.see('全部命令');
  telegram.block(alice.user);
  await telegram.drained();
  telegram.unblock(alice.user);
  await alice.send('/help');
  await alice.see('全部命令');
});
