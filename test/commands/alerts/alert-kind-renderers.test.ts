import { describe, expect, it } from 'vitest';
import {
  type AlertKindName,
  alertKindNames,
  alertSwitches,
  type Digest,
  emptyBatch,
  type Fan,
  type Outbox,
} from '../../../src/alerts/index.ts';
import { catalogues } from '../../../src/bot/text/index.ts';
import { drawAlertsPanel } from '../../../src/commands/alerts/alerts-panel.ts';
import { drawDigest } from '../../../src/commands/alerts/draw-digest.ts';
import { languages } from '../../../src/config/languages.ts';

const fan = (mid: number): Fan => ({ mid, name: `某${mid}`, sign: '', face: '', at: 0, followed: true });
const one = (mid: number) => ({ ...emptyBatch, first: [fan(mid)] });

/** Something of each kind, and what of it has to be readable; a kind that is not here does not compile. */
const samples: { readonly [K in AlertKindName]: { value: Required<Outbox>[K]; says: string } } = {
  bigFans: { value: one(71), says: '🌟 某71' },
  fans: { value: one(72), says: '某72' },
  mutuals: { value: one(73), says: '某73' },
  lost: { value: one(74), says: '某74' },
  netLoss: { value: { from: 6368, to: 6365 }, says: '6,368 → 6,365' },
  milestones: { value: [1000], says: '1,000' },
  notices: { value: [{ kind: 'started', at: 1 }], says: '👀' },
};

const nothing: Digest = {
  fans: emptyBatch,
  mutuals: emptyBatch,
  lost: emptyBatch,
  milestones: [],
  notices: [],
  mid: 1,
  chat: 7,
  to: { chat: 7 },
  total: 6365,
};

describe.each(languages)('in %s', (language) => {
  const viewer = {
    texts: catalogues[language],
    timezone: 'Asia/Shanghai',
    user: 7,
    as: 1,
    account: '我',
    sayAccount: false,
    names: new Map<number, string>(),
    now: 0,
  };
  const textOf = (digest: Digest) => String(drawDigest(digest, viewer).text);

  it.each(alertKindNames)('a digest tells of %s', (name) => {
    const { value, says } = samples[name];
    expect(textOf({ ...nothing, [name]: value })).toContain(says);
  });

  it('a digest of everything tells of each, the big fans before the others', () => {
    const all: Digest = { ...nothing };
    for (const name of alertKindNames) Object.assign(all, { [name]: samples[name].value });
    const text = textOf(all);
    for (const { says } of Object.values(samples)) expect(text).toContain(says);
    expect(text.indexOf('某71')).toBeLessThan(text.indexOf('某72'));
  });

  it.each(Object.keys(alertSwitches) as (keyof typeof alertSwitches)[])(
    'the switch %s is a button of the panel, with a label',
    (name) => {
      const label = catalogues[language].alerts.buttons[name];
      expect(label).not.toBe('');
      const shown = { account: '我', several: false, view: undefined, destination: '', quiet: '' };
      const labels = drawAlertsPanel(shown, viewer)
        .keyboard?.flat()
        .map(({ text }) => text);
      expect(labels).toContain(`⬜ ${label}`);
    },
  );
});

it('a name that was kept stands in the row of who has left, with the button to unfollow them', () => {
  const digest: Digest = {
    ...nothing,
    lost: { first: [fan(1), { ...fan(2), name: '', followed: false }], more: [3], beyond: 0 },
  };
  const { text, keyboard = [] } = drawDigest(digest, {
    texts: catalogues.zh,
    timezone: 'Asia/Shanghai',
    user: 7,
    as: 1,
    account: '我',
    sayAccount: false,
    names: new Map([[3, '问来的名字']]),
    now: 0,
  });
  expect(String(text)).toContain('1. 某1\n2. UID 2\n3. 问来的名字\n');
  expect(keyboard.map((row) => row.map((button) => button.text))).toEqual([
    ['1. 某1', '取关'],
    ['2. UID 2'],
    ['3. 问来的名字'],
  ]);
});
