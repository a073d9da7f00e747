import { acceptMessage } from './messages.ts';
import { Refused } from './refused.ts';
import type { OfficialChat, State } from './state.ts';

type Body = Record<string, unknown>;

/** A request to one of the platform's hosts. */
export interface ApiRequest {
  method: string;
  /** Without the host. */
  path: string;
  authorization: string | undefined;
  body: Body;
  /** The address of the gateway, for requests that ask for it. */
  gateway: string;
}

const tokenSeconds = 7200;
const recallMs = 120_000;

/**
 * Answers a request; `undefined` when it gets no answer.
 * @throws Refused when the platform refuses
 * @throws Unanswered
 */
export function answerRequest(state: State, request: ApiRequest): Body | undefined {
  const { method, path, body } = request;
  if (method === 'POST' && path === '/app/getAppAccessToken') return issueToken(state, body);
  const call = { method, path, body };
  state.calls.push(call);
  state.events.emit('call', call);
  const fault = state.faults.take('answer');
  if (fault === 'ignored') return undefined;
  const answered = perform(state, request);
  return fault === 'silent' ? undefined : answered;
}

function perform(state: State, { method, path, authorization, body, gateway }: ApiRequest): Body {
  if (!isValidToken(state, authorization)) throw new Refused(11_244, 'token not exist or expire', 401);
  if (method === 'GET' && path === '/gateway') return { url: gateway };
  if (method === 'GET' && path === '/gateway/bot') {
    const limit = { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 };
    return { url: gateway, shards: 1, session_start_limit: limit };
  }
  if (method === 'GET' && path === '/users/@me') return { ...state.bot, avatar: '' };
  const press = /^\/interactions\/([^/]+)$/u.exec(path)?.[1];
  if (method === 'PUT' && press !== undefined) {
    state.acknowledged.push(decodeURIComponent(press));
    return {};
  }
  const [, kind, id = '', what, message] =
    /^\/v2\/(users|groups)\/([^/]+)\/(messages|files)(?:\/([^/]+))?$/u.exec(path) ?? [];
  const chat: OfficialChat =
    kind === 'groups' ? { group: decodeURIComponent(id) } : { user: decodeURIComponent(id) };
  if (method === 'POST' && what === 'messages' && message === undefined)
    return acceptMessage(state, chat, body);
  if (method === 'POST' && what === 'files') return takeFile(state, body);
  if (method === 'DELETE' && what === 'messages' && message !== undefined)
    return recall(state, decodeURIComponent(message));
  throw new Refused(11_253, '接口不存在', 404);
}

/** Wrong credentials are answered with HTTP 200 and a code. */
function issueToken(state: State, { appId, clientSecret }: Body): Body {
  if (appId !== state.app.id || clientSecret !== state.app.secret)
    return { code: 100_016, message: 'invalid appid or secret' };
  if (state.tokensRefused) return { code: 100_007, message: 'try again later' };
  const token = `token-${state.next()}`;
  state.tokens.set(token, state.now() + tokenSeconds * 1000);
  return { access_token: token, expires_in: String(tokenSeconds) };
}

/** Whether the header of a request, or the token of an Identify, holds a valid token. */
export function isValidToken(state: State, authorization: unknown): boolean {
  const token = typeof authorization === 'string' ? /^QQBot (.+)$/u.exec(authorization)?.[1] : undefined;
  return token !== undefined && (state.tokens.get(token) ?? 0) > state.now();
}

function takeFile(
  state: State,
  { file_type: kind, file_data: data, file_name: name, srv_send_msg: sends }: Body,
): Body {
  if (typeof kind !== 'number' || kind < 1 || kind > 4 || typeof data !== 'string' || sends !== false)
    throw new Refused(40_093_001, '上传参数错误');
  const info = `FILEINFO_${state.next()}`;
  state.uploads.set(info, {
    kind,
    bytes: Buffer.from(data, 'base64'),
    ...(typeof name === 'string' && { name }),
  });
  return { file_uuid: info, file_info: info, ttl: 3600 };
}

function recall(state: State, id: string): Body {
  const message = state.messages.find((one) => one.id === id);
  if (message === undefined || state.now() - message.at > recallMs)
    throw new Refused(40_064_001, '消息撤回失败');
  message.recalled = true;
  state.events.emit('recall', message);
  return {};
}
