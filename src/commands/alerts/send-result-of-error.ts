import { GrammyError } from 'grammy';
import type { SendResult } from '../../alerts/index.ts';

/**
 * What a platform means by refusing a message; `undefined` when it refuses this message and might take another one.
 * Whatever is no answer of its own (it cannot be reached, the call was given up, QQ is offline: 502) is to be tried again.
 *
 * 504 is how QQ says that a message may have gone: it is in doubt. Nothing tells afterwards whether it went, so it stays in the
 * outbox, which loses nobody, and is repeated once, a minute later: what was lost arrives, and what had gone is seen twice at
 * most. Only where the repeat is in doubt as well is it tried again, with what has come up since, an hour later.
 */
export function sendResultOf(error: unknown): SendResult | undefined {
  if (!(error instanceof GrammyError)) return { kind: 'later' };
  const { error_code: code, description, parameters } = error;
  const moved = parameters.migrate_to_chat_id;
  if (moved !== undefined) return { kind: 'migrated', to: moved };
  if (code === 429) return { kind: 'retryAfter', seconds: parameters.retry_after ?? 1 };
  if (code === 403) return { kind: 'blocked' };
  if (code === 504) return { kind: 'inDoubt' };
  if (code !== 400) return { kind: 'later' };
  return unreachable.test(description) ? { kind: 'gone' } : undefined;
}

/** Descriptions by which Telegram says that nothing at all can be written there; it has no codes for them. */
const unreachable =
  /chat not found|peer_id_invalid|user_deactivated|thread not found|topic_(?:closed|deleted)|chat_write_forbidden|group chat was (?:deactivated|deleted)|(?:not enough|have no) rights|need administrator rights|chat_restricted|channel_private/iu;
