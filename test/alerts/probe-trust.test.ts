import { describe, expect, it } from 'vitest';
import { createProbeTrust, judgeProbe, type ProbeVerdict } from '../../src/alerts/probe-trust.ts';

const minute = 60_000;
const hour = 60 * minute;
const usual = 5 * minute;

function trustAt() {
  const state = { now: 0 };
  const trust = createProbeTrust({ usual, now: () => state.now });
  const judged = (verdict: ProbeVerdict, times: number, accounts = 10) => {
    for (let count = 0; count < times; count += 1) trust.judged(verdict, accounts);
  };
  /** How long counters are left alone from now on, ms; 0 while they are trusted. */
  const rest = () => (trust.distrustedUntil() ?? state.now) - state.now;
  return { ...trust, judged, state, rest };
}

describe('a verdict on a counter', () => {
  const still = { movedFor: undefined, changed: false, newcomerFor: undefined, probedFor: hour };
  it.each([
    ['moved and somebody came', { ...still, movedFor: 1000, changed: true, newcomerFor: minute }, 'right'],
    ['moved and somebody left', { ...still, movedFor: 1000, changed: true }, 'right'],
    ['moved and nothing had happened', { ...still, movedFor: 1000 }, 'false'],
    ['did not show somebody for long', { ...still, changed: true, newcomerFor: 20 * minute }, 'late'],
    [
      'showed somebody after long',
      { ...still, movedFor: 1000, changed: true, newcomerFor: 20 * minute },
      'late',
    ],
    [
      'showed somebody soon, but the poll waited',
      { ...still, movedFor: 19 * minute, changed: true, newcomerFor: 20 * minute },
      'right',
    ],
    ['did not move, and nothing had happened', still, undefined],
    ['could not show that one came and another left', { ...still, newcomerFor: 20 * minute }, undefined],
    ['was not asked for when somebody came', { ...still, changed: true, newcomerFor: 2 * hour }, undefined],
  ] as const)('that %s', (_, comparison, verdict) => {
    expect(judgeProbe(comparison, usual)).toBe(verdict);
  });
});

describe('counters', () => {
  it('are trusted until most of the last verdicts are against them, of whatever kind', () => {
    for (const verdict of ['false', 'late'] as const) {
      const { judged, rest } = trustAt();
      expect(rest()).toBe(0);
      judged('right', 100);
      judged(verdict, 5);
      judged('right', 5);
      expect(rest()).toBe(0);
      judged(verdict, 12);
      expect(rest()).toBe(30 * minute);
    }
  });

  it('are trusted where a quarter of the verdicts are against them, as when they are a minute late', () => {
    const { judged, rest } = trustAt();
    for (let count = 0; count < 1000; count += 1) {
      judged('false', 1);
      judged('right', 3);
      expect(rest()).toBe(0);
    }
  });

  it('are given up after three requests in a row without a usable answer', () => {
    const { answered, rest } = trustAt();
    for (const usable of [false, false, true, false, false]) answered(usable);
    expect(rest()).toBe(0);
    answered(false);
    expect(rest()).toBe(30 * minute);
  });

  it('are tried again ever later while it is in vain, up to a day, and soon again after they kept well', () => {
    const { answered, rest, state } = trustAt();
    const rests = Array.from({ length: 8 }, () => {
      for (let count = 0; count < 3; count += 1) answered(false);
      const long = rest();
      state.now += long;
      expect(rest()).toBe(0);
      return long / minute;
    });
    expect(rests).toEqual([30, 60, 120, 240, 480, 960, 1440, 1440]);
    state.now += 48 * hour;
    for (let count = 0; count < 3; count += 1) answered(false);
    expect(rest()).toBe(30 * minute);
  });
});
