import { GrammyError } from 'grammy';
import type { SendResult } from '../../alerts/index.ts';

/**
 * The send result for an error of a platform; `undefined` when it refuses this message but may accept
 * another. Anything that is not an answer of the platform is retried: it cannot be reached, the call was
 * aborted, QQ is offline (502).
 *
 * 504 means that QQ may have sent the message: it is in doubt, and cannot be checked afterwards. It stays in
 * the outbox, so nobody is lost, and is repeated once, a minute later: a lost message arrives, and a sent one
 * is seen at most twice. If the repeat is in doubt too, it is sent again an hour later, with the alerts that
 * have come since.
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

/** Error descriptions of Telegram for chats that cannot be written to; there are no codes for them. */
const unreachable =
  /chat not found|peer_id_invalid|user_deactivated|thread not found|topic_(?:closed|deleted)|chat_write_forbidden|group chat was (?:deactivated|deleted)|(?:not enough|have no) rights|need administrator rights|chat_restricted|channel_private/iu;
