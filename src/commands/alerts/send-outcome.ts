import { GrammyError } from 'grammy';
import type { SendResult } from '../../alerts/index.ts';

/**
 * What Telegram means by refusing a message; `undefined` when it refuses this message and might take another one.
 * Whatever is no answer of Telegram's (it cannot be reached, the call was given up) is to be tried again.
 */
export function sendResultOf(error: unknown): SendResult | undefined {
  if (!(error instanceof GrammyError)) return { kind: 'later' };
  const { error_code: code, description, parameters } = error;
  const moved = parameters.migrate_to_chat_id;
  if (moved !== undefined) return { kind: 'migrated', to: moved };
  if (code === 429) return { kind: 'retryAfter', seconds: parameters.retry_after ?? 1 };
  if (code === 403) return { kind: 'blocked' };
  if (code !== 400) return { kind: 'later' };
  return unreachable.test(description) ? { kind: 'gone' } : undefined;
}

/** Descriptions by which Telegram says that nothing at all can be written there; it has no codes for them. */
const unreachable =
  /chat not found|peer_id_invalid|user_deactivated|thread not found|topic_(?:closed|deleted)|chat_write_forbidden|group chat was (?:deactivated|deleted)|(?:not enough|have no) rights|need administrator rights|chat_restricted|channel_private/iu;
