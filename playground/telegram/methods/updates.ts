import type { WebhookInfo } from 'grammy/types';
import { badRequest, conflict } from '../errors.ts';
import type { UpdateKind } from '../state/update-queue.ts';
import type { Call, Method } from './method.ts';

/** Documented: at most 50 seconds, at most 100 updates. */
const MAX_TIMEOUT = 50;
const MAX_UPDATES = 100;

const getMe: Method = ({ state }) => state.bot;

const getUpdates: Method = ({ state, params, signal }) => {
  if (state.webhook.url !== '') {
    throw conflict(
      "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  }
  readAllowed({ state, params });
  const limit = params.integer('limit') ?? MAX_UPDATES;
  return state.updates.poll(
    {
      offset: params.integer('offset') ?? 0,
      limit: Math.min(Math.max(limit, 1), MAX_UPDATES),
      timeout: Math.min(Math.max(params.integer('timeout') ?? 0, 0), MAX_TIMEOUT),
    },
    signal,
  );
};

const setWebhook: Method = ({ state, params }) => {
  const url = params.text('url') ?? '';
  const secret = params.text('secret_token') ?? '';
  if (!/^[\w-]{0,256}$/.test(secret)) throw badRequest('secret token contains unallowed characters');
  if (url !== '' && !state.webhook.reaches(url)) {
    // Telegram requires https; a bot under test on this machine has no certificate.
    const fault = url.startsWith('https://')
      ? 'Failed to resolve host: Name or service not known'
      : 'An HTTPS URL must be provided for webhook';
    throw badRequest(`bad webhook: ${fault}`);
  }
  readAllowed({ state, params });
  if (params.boolean('drop_pending_updates')) state.updates.clear();
  state.updates.interrupt('terminated by setWebhook request');
  state.webhook.set(url, secret);
  return true;
};

const deleteWebhook: Method = ({ state, params }) => {
  if (params.boolean('drop_pending_updates')) state.updates.clear();
  state.webhook.set('', '');
  return true;
};

const getWebhookInfo: Method = ({ state }): WebhookInfo => ({
  url: state.webhook.url,
  has_custom_certificate: false,
  pending_update_count: state.updates.pending().length,
  ...state.webhook.lastError(),
  ...(state.updates.allowed ? { allowed_updates: [...state.updates.allowed] } : {}),
});

/** Keeps the previous setting when omitted; an empty list means the default kinds. */
function readAllowed({ state, params }: Pick<Call, 'state' | 'params'>): void {
  const allowed = params.json('allowed_updates');
  if (!Array.isArray(allowed)) return;
  state.updates.allowed = allowed.length === 0 ? undefined : (allowed as UpdateKind[]);
}

/** The bot's identity, and how it receives updates. */
export const updateMethods = { getMe, getUpdates, setWebhook, deleteWebhook, getWebhookInfo };
