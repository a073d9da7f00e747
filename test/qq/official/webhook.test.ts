import { beforeEach, describe, expect, it } from 'vitest';
import { createOfficialWebhook, type OfficialWebhook } from '../../../src/qq/official/webhook.ts';
import { createWebhookSignature } from '../../../src/qq/official/webhook-signature.ts';

const app = { id: '102000001', secret: 'app-secret' };
const now = 1_800_000_000_000;
const signature = createWebhookSignature(app.secret);
const event = JSON.stringify({ op: 0, id: 'E1', t: 'C2C_MESSAGE_CREATE', d: { id: 'M1' } });

let webhook: OfficialWebhook;
let heard: unknown[];
let untimely: number;

beforeEach(() => {
  heard = [];
  untimely = 0;
  webhook = createOfficialWebhook({
    app,
    now: () => now,
    onEvent: (...args) => heard.push(args),
    onUntimely: () => {
      untimely += 1;
    },
  });
});

function signed(body: string, at = now): Headers {
  const time = String(at / 1000);
  return new Headers({ 'x-signature-timestamp': time, 'x-signature-ed25519': signature.sign(time + body) });
}

describe('an event', () => {
  it('that the platform signed is heard, and acknowledged', () => {
    expect(webhook.take(event, signed(event))).toEqual({ status: 200, body: { op: 12 } });
    expect(heard).toEqual([['C2C_MESSAGE_CREATE', 'E1', { id: 'M1' }]]);
  });

  it.each<[what: string, body: string, headers: Headers]>([
    ['without a signature', event, new Headers()],
    ['with that of another event', event, signed('{}')],
    [
      'with that of another time',
      event,
      new Headers({ ...Object.fromEntries(signed(event)), 'x-signature-timestamp': '1' }),
    ],
    ['that was changed', event.replace('M1', 'M2'), signed(event)],
  ])('%s is heard by nobody', (_, body, headers) => {
    expect(webhook.take(body, headers).status).toBe(401);
    expect(heard).toEqual([]);
  });

  it.each([-11, 11])(
    'that was signed %i minutes from now is played back by somebody, or the clock is wrong',
    (minutes) => {
      expect(webhook.take(event, signed(event, now + minutes * 60_000)).status).toBe(401);
      expect(heard).toEqual([]);
      expect(untimely).toBe(1);
    },
  );

  it.each(['', 'no JSON', '[]', '7', '{"op":0'])('that is none (%j) is refused', (body) => {
    expect(webhook.take(body, signed(body)).status).toBe(400);
  });

  it('of another operation is acknowledged, and does nothing', () => {
    const other = JSON.stringify({ op: 99 });
    expect(webhook.take(other, signed(other))).toEqual({ status: 200, body: { op: 12 } });
    expect(heard).toEqual([]);
  });
});

describe('a validation', () => {
  const ask = (d: unknown) => webhook.take(JSON.stringify({ op: 13, d }), new Headers());

  it('is signed', () => {
    expect(ask({ plain_token: 'Arq0D5A61', event_ts: '1725442341' })).toEqual({
      status: 200,
      body: { plain_token: 'Arq0D5A61', signature: signature.sign('1725442341Arq0D5A61') },
    });
  });

  it('never signs what could be an event', () => {
    const time = String(now / 1000);
    for (const d of [
      { plain_token: event, event_ts: time },
      { plain_token: '', event_ts: time + event },
      { plain_token: `${event.slice(1)}`, event_ts: `${time}{` },
      { plain_token: 'x'.repeat(200), event_ts: time },
      {},
    ])
      expect(ask(d).status).toBe(400);
  });
});

it('a call for another bot is told apart by its header', () => {
  expect(webhook.isForThisBot(new Headers({ 'x-bot-appid': '7' }))).toBe(false);
  expect(webhook.isForThisBot(new Headers({ 'x-bot-appid': app.id }))).toBe(true);
  expect(webhook.isForThisBot(new Headers())).toBe(true);
});
