import { describe, expect, it } from 'vitest';
import type { Fault } from '../../playground/bilibili/index.ts';
import { counters, watchManyWith } from './counters.ts';
import { told } from './sent-messages.ts';
import { hour, me, minute, startSite, watched } from './site.ts';

const faults: [string, Fault][] = [
  ['total without list', { kind: 'listNull' }],
  ['an empty first page beside a total', { kind: 'emptyWithTotal' }],
  ['a page in the wrong order', { kind: 'unsorted' }],
  ['no data', { kind: 'dataNull' }],
  ['half an answer', { kind: 'cut' }],
  ['a server in trouble', { kind: 'http', status: 502 }],
  ['a site in trouble', { kind: 'code', code: -500 }],
  ['a refusal nobody knows', { kind: 'code', code: 4711 }],
  ['nothing but a voucher', { kind: 'voucher' }],
  ['a failed risk check', { kind: 'code', code: -352 }],
  ['a blocked address', { kind: 'http412' }],
  ['a connection that breaks', { kind: 'lost' }],
];

describe('an answer that says nothing changes nothing', () => {
  it.each(faults)('%s', async (_, fault) => {
    const { world, records, poll, polls, sent, pass } = await watched({ fans: 60 });
    const [fan = 0] = world.gainFans(me, 1);
    const before = await records.get(String(me));
    world.faults.set('relation/followers', fault);
    await poll();
    expect(polls.at(-1)?.kind).not.toBe('good');
    const { known, total, newest } = (await records.get(String(me))) ?? {};
    expect({ known, total, newest }).toEqual({
      known: before?.known,
      total: before?.total,
      newest: before?.newest,
    });
    expect(told(sent)).toEqual([]);
    world.faults.clear();
    await pass(2 * hour);
    expect(told(sent)).toEqual([fan]);
  });

  it.each(Object.entries(counters))(
    'any of them, also where polls go by counts of many accounts that are %s',
    async (_, counter) => {
      const site = await startSite({ fans: 60 });
      const { watch, pass, sent } = await site.engine();
      const { world, records } = site;
      const { probes } = await watchManyWith({ ...site, watch }, counter);
      const seen = async () => {
        const { known, total, newest } = (await records.get(String(me))) ?? {};
        return { known, total, newest };
      };
      for (const [name, fault] of faults) {
        sent.length = 0;
        const [fan = 0] = world.gainFans(me, 1);
        world.faults.set('relation/followers', fault);
        const before = await seen();
        await pass(35 * minute);
        expect(await seen(), name).toEqual(before);
        expect(told(sent), name).toEqual([]);
        world.faults.clear();
        await pass(2 * hour);
        expect(told(sent), name).toEqual([fan]);
      }
      expect(probes()).toBeGreaterThan(3);
    },
    120_000,
  );

  it('no answer at all', async () => {
    const { world, poll, sent } = await watched({ fans: 60, timeout: 40 });
    const [fan = 0] = world.gainFans(me, 1);
    world.faults.set('relation/followers', { kind: 'hang' }, { times: 3 });
    expect(await poll()).toEqual({ kind: 'failed', why: 'unreachable' });
    await poll();
    expect(told(sent)).toEqual([fan]);
  });

  it('a page that is missing in the middle of a burst', async () => {
    const { world, poll, sent } = await watched({ fans: 60 });
    const fans = world.gainFans(me, 130);
    world.faults.set('relation/followers', { kind: 'emptyWithTotal' }, { skip: 1, times: 1 });
    expect(await poll()).toEqual({ kind: 'failed', why: 'noInformation' });
    expect(sent).toEqual([]);
    await poll();
    expect(told(sent)).toEqual(fans);
  });
});
