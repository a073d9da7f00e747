import type { ApiResponse } from 'grammy/types';
import { TelegramRefused } from '../errors.ts';
import { findMethod, methods } from '../methods/index.ts';
import { type MethodName, parameters } from '../methods/known-parameters.ts';
import type { State } from '../state/state.ts';
import { type Params, readParams } from './params.ts';

/** A request to the Bot API. */
export interface ApiRequest {
  token: string;
  method: string;
  request: Request;
  /** Aborted when the client disconnects or the server closes. */
  signal: AbortSignal;
}

/** A JSON answer with its HTTP status, a gateway's error page, or a closed connection. */
export type Reply = { status: number; body: ApiResponse<unknown> } | 'html' | 'reset';

/** Logs and answers a request. */
export async function dispatch(state: State, incoming: ApiRequest): Promise<Reply> {
  if (state.faults.down) return state.faults.down;
  try {
    return await answer(state, incoming);
  } catch (error) {
    if (error instanceof TelegramRefused) return refusalReply(error);
    throw error;
  }
}

async function answer(state: State, { token, method: name, request, signal }: ApiRequest): Promise<Reply> {
  const params = await readParams(request);
  const method = findMethod(name);
  const call = state.calls.add({ method: method ?? name, params: params.shown(), at: state.now() });
  state.events.emit('call', call);
  try {
    if (token !== state.token) throw new TelegramRefused(401, 'Unauthorized');
    if (!method) {
      state.calls.unknownMethods.push(name);
      throw new TelegramRefused(404, 'Not Found: method not found');
    }
    const reply = await callMethod(state, method, params, signal);
    if (typeof reply === 'object') call.ok = true;
    return reply;
  } catch (error) {
    call.ok = false;
    if (error instanceof TelegramRefused) call.error = { code: error.code, description: error.message };
    throw error;
  }
}

/** Carries the method out, subject to the faults that are set. */
async function callMethod(
  state: State,
  method: MethodName,
  params: Params,
  signal: AbortSignal,
): Promise<Reply> {
  const failure = state.faults.take(method, params.integer('chat_id'));
  if (failure instanceof TelegramRefused) throw failure;
  if (failure === 'html' || failure === 'reset') return failure;
  const { outage } = state.faults;
  const ending = AbortSignal.any([signal, outage]);
  if (failure === 'hang') {
    await Promise.race([state.faults.released, aborted(ending)]);
    return 'reset';
  }
  const odd = (what: string) => void state.calls.oddities.push(`${method}: ${what}`);
  reportUnknownParameters(method, params, odd);
  const result = await methods[method]({ state, params, odd, signal: ending });
  if (failure === 'held') await Promise.race([state.faults.released, aborted(ending)]);
  // The answer is lost when an outage began meanwhile.
  return failure === 'lost' || outage.aborted ? 'reset' : { status: 200, body: { ok: true, result } };
}

function reportUnknownParameters(method: MethodName, params: Params, odd: (what: string) => void): void {
  const known: Record<string, boolean> = parameters[method];
  for (const name of params.names) {
    // `method` is documented only for answers to webhooks; some libraries always send it.
    if (known[name] === true || name === 'method') continue;
    if (params.upload(name) && JSON.stringify(params.shown()).includes(`attach://${name}`)) continue;
    odd(known[name] === false ? `${name} is not simulated` : `unknown parameter ${name}`);
  }
}

function refusalReply({ code, message, parameters: extra }: TelegramRefused): Reply {
  const body = { ok: false as const, error_code: code, description: message };
  return { status: code, body: Object.keys(extra).length > 0 ? { ...body, parameters: extra } : body };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
