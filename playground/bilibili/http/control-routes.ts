import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import type { Fault } from '../state/faults.ts';
import type { World } from '../world/world.ts';
import { accountState } from './control-state.ts';
import type { Env } from './read-request.ts';

const mid = z.int().positive();
const count = z.int().positive().max(10_000);
const key = z.string().min(1);
const fault = z.union([
  z.object({ kind: z.literal('code'), code: z.int(), message: z.string() }),
  z.object({ kind: z.literal('code'), code: z.int() }),
  z.object({ kind: z.literal('http'), status: z.int().min(400).max(599) }),
  z.object({
    kind: z.literal('field'),
    name: z.string().min(1),
    value: z.unknown().exactOptional(),
    row: z.int().nonnegative().exactOptional(),
  }),
  z.object({ kind: z.literal('total'), value: z.unknown().exactOptional() }),
  z.object({ kind: z.literal('surplus'), rows: z.int().positive().max(200_000) }),
  z.object({
    kind: z.enum([
      'http412',
      'hang',
      'cut',
      'dataNull',
      'listNull',
      'emptyNull',
      'emptyWithTotal',
      'unsorted',
      'voucher',
      'lost',
    ]),
  }),
]) satisfies z.ZodType<Fault>;

/**
 * HTTP access to the functions of a `World`, for the panel and for tests in another process. An invalid body
 * or an edit that cannot be made is answered 400 with `{ok: false, error}`.
 */
export function controlRoutes(world: World): Hono<Env> {
  const app = new Hono<Env>();
  /** Adds a POST whose body must match `form`; what `act` returns is merged into the answer. */
  const post = <T>(path: string, form: z.ZodType<T>, act: (body: T) => unknown) =>
    app.post(path, (c) => respond(c, async () => act(form.parse(await c.req.json()))));

  app.get('/state', (c) => respond(c, () => accountState(world, Number(c.req.query('mid') ?? world.owner))));
  app.get('/qr', (c) => respond(c, () => ({ codes: world.qr.pending() })));
  post('/qr/scan', z.object({ key, mid }), (body) => world.qr.scan(body.key, body.mid));
  post('/qr/confirm', z.object({ key }), (body) => world.qr.confirm(body.key));
  post('/qr/expire', z.object({ key }), (body) => world.qr.expire(body.key));
  post('/fans/gain', z.object({ mid, n: count }), (body) => ({ mids: world.gainFans(body.mid, body.n) }));
  post('/fans/lose', z.object({ mid, n: count }), (body) => ({ mids: world.loseFans(body.mid, body.n) }));
  post('/follow-back', z.object({ mid, fan: mid }), (body) => world.followBack(body.mid, body.fan));
  post('/close', z.object({ mid }), (body) => world.closeAccount(body.mid));
  post('/expire', z.object({ mid }), (body) => world.expire(body.mid));
  post('/renewal', z.object({ mid }), (body) => world.askRenewal(body.mid));
  post('/risk', z.object({ on: z.boolean() }), ({ on }) => world.setRiskControl(on));
  post(
    '/fault',
    z.object({ path: key, fault, times: count.optional(), skip: count.optional(), mid: mid.optional() }),
    ({ path, fault: chosen, ...options }) => world.faults.set(path, chosen, options),
  );
  app.delete('/fault', (c) => respond(c, () => world.faults.clear()));
  app.get('/events', (c) => streamSSE(c, (stream) => streamChanges(world, stream)));
  return app;
}

type Stream = Parameters<Parameters<typeof streamSSE>[1]>[0];

/**
 * Sends `change` at once and after each burst of changes, until the client disconnects or the site closes.
 */
async function streamChanges({ site, on }: World, stream: Stream): Promise<void> {
  const ended = Promise.withResolvers<void>();
  let due = false;
  const announce = () => {
    if (due) return;
    due = true;
    setImmediate(() => {
      due = false;
      void stream.writeSSE({ event: 'change', data: '{}' });
    });
  };
  const removeListeners = [on('change', announce), on('answer', announce)];
  stream.onAbort(ended.resolve);
  site.closing.signal.addEventListener('abort', () => ended.resolve(), { once: true });
  announce();
  if (!site.closing.signal.aborted) await ended.promise;
  for (const off of removeListeners) off();
}

async function respond(c: Context<Env>, act: () => unknown) {
  try {
    const result = await act();
    return c.json({ ok: true, ...(typeof result === 'object' && result) });
  } catch (error) {
    const message = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    return c.json({ ok: false, error: message }, 400);
  }
}
