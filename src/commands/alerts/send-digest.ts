import { createHash } from 'node:crypto';
import { GrammyError } from 'grammy';
import type { Accounts } from '../../accounts/accounts.ts';
import {
  type Destination,
  type Digest,
  type FanHistory,
  hasOnlyReports,
  isReport,
  type SendDigest,
  type SendResult,
} from '../../alerts/index.ts';
import { isChatClosed } from '../../bot/chat-cannot-be-written-to.ts';
import type { createLocaleOf } from '../../bot/chat-locale.ts';
import { accountHash } from '../../bot/context.ts';
import { grammyAbortSignal } from '../../bot/grammy-abort-signal.ts';
import type { MessageStateStore } from '../../bot/message-state.ts';
import { type Content, messageParts, toPhoto } from '../../bot/messages.ts';
import type { ClientOf } from '../../bot/platform.ts';
import type { DigestRecord } from '../../storage/index.ts';
import { displayName } from '../names-and-profile-links.ts';
import type { MilestonePicture } from '../stats/milestone-picture.ts';
import { fansToFollowBack, peopleWithoutNames } from './digest-sections.ts';
import { drawDigest, longestCaption } from './draw-digest.ts';
import type { FanNames } from './read-fan-names.ts';

export interface SendDigestDeps {
  /**
   * Only `apiWithoutRetries` of the client is used: the delivery queue decides what is sent again, and when.
   */
  clientOf: ClientOf;
  localeOf: ReturnType<typeof createLocaleOf>;
  accounts: Pick<Accounts, 'list'>;
  /** People reported in messages, for "follow all back". */
  digests: MessageStateStore<DigestRecord>;
  namesOf: FanNames;
  milestonePicture: MilestonePicture;
  /** The owner of a linked group, by user id. */
  groupOwner: (group: number) => Promise<number | undefined>;
  /** History of an account's fans, for reports. */
  historyOf: (mid: number) => Promise<FanHistory | undefined>;
  /** ms */
  now: () => number;
}

/** Content with a message effect (the platform's name of it), and whether it is sent silently. */
type CelebratedContent = Content & { effect?: string; silent?: true };

/** Timeout for sending a message in all its forms, ms. */
const patience = 30_000;

/** Sends alerts through the Bot API, one message per digest. */
export function createSendDigest(deps: SendDigestDeps): SendDigest {
  const { clientOf, digests } = deps;

  return async (digest, signal) => {
    const { chat, mid, to } = digest;
    const inGroup = clientOf(to.chat).platform.isGroup(to.chat);
    const [words, all, names] = await Promise.all([
      deps.localeOf(inGroup ? chat : to.chat),
      deps.accounts.list(chat),
      deps.namesOf(chat, mid, peopleWithoutNames(digest), signal),
    ]);
    const name = all.find((account) => account.mid === mid)?.name ?? '';
    const account = displayName(name, words.texts);
    const content = drawDigest(digest, {
      ...words,
      // The id of a private chat is that of its user.
      user: inGroup ? ((await deps.groupOwner(to.chat)) ?? chat) : to.chat,
      as: accountHash(mid),
      account,
      sayAccount: inGroup || all.length > 1,
      loginLink: inGroup ? clientOf(to.chat).platform.startLink('login') : undefined,
      names,
      record: await keepDigestRecord(digest),
      history: digest.notices.some(isReport) ? await deps.historyOf(mid) : undefined,
      now: deps.now(),
    });
    const picture = await deps.milestonePicture(digest, words, signal);
    const shown = digest.milestones.length > 0 ? withCelebration(content, to, picture) : content;
    return deliver(
      to,
      hasOnlyReports(digest) ? { ...shown, silent: true } : shown,
      AbortSignal.any([signal, AbortSignal.timeout(patience)]),
    );
  };

  /**
   * Stored before the message is sent, so that after a crash its button still works. The same people get the
   * same id at every attempt.
   */
  async function keepDigestRecord(digest: Digest): Promise<number | undefined> {
    const fans = fansToFollowBack(digest);
    if (fans.length < 2) return undefined;
    const number = digestRecordId(digest.mid, fans);
    await digests.put(digest.to.chat, number, { mid: digest.mid, fans });
    return number;
  }

  /** Adds a picture to a milestone, where the text fits under it, and a message effect. */
  function withCelebration(
    content: Content,
    to: Destination,
    picture: Uint8Array | undefined,
  ): CelebratedContent {
    const { celebration, isGroup } = clientOf(to.chat).platform;
    const fits = picture !== undefined && String(content.text).length <= longestCaption;
    return {
      ...content,
      ...(fits && { picture }),
      ...(celebration !== undefined && !isGroup(to.chat) && { effect: celebration }),
    };
  }

  /** If Telegram refuses a picture, entities or a button, the message is sent without them. */
  async function deliver(
    to: Destination,
    content: CelebratedContent,
    signal: AbortSignal,
  ): Promise<SendResult> {
    const { picture, effect: _, ...rest } = content;
    const tries: CelebratedContent[] = [
      content,
      ...(picture === undefined ? [] : [rest]),
      { text: String(content.text), ...(content.silent && { silent: true }) },
    ];
    for (const one of tries) {
      try {
        await post(to, one, signal);
        return { kind: 'sent' };
      } catch (error) {
        const sent = sendResultOf(error);
        if (sent !== undefined) return sent;
      }
    }
    return { kind: 'later' };
  }

  async function post(to: Destination, content: CelebratedContent, signal: AbortSignal): Promise<void> {
    const { text, entities, markup } = messageParts(content);
    const { effect, silent } = content;
    const { apiWithoutRetries: api } = clientOf(to.chat);
    const other = {
      ...markup,
      ...(to.thread !== undefined && { message_thread_id: to.thread }),
      ...(effect !== undefined && { message_effect_id: effect }),
      ...(silent && { disable_notification: true }),
    };
    if (content.picture === undefined) {
      const plain = { ...other, entities, link_preview_options: { is_disabled: true } };
      await api.sendMessage(to.chat, text, plain, grammyAbortSignal(signal));
    } else {
      const caption = { ...other, caption: text, caption_entities: entities };
      await api.sendPhoto(to.chat, toPhoto(content.picture), caption, grammyAbortSignal(signal));
    }
  }
}

/** A 40-bit id, short enough for callback data. */
function digestRecordId(mid: number, fans: DigestRecord['fans']): number {
  const hash = createHash('sha256').update(JSON.stringify([mid, fans.map((fan) => fan.mid)]));
  return hash.digest().readUIntBE(0, 5);
}

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
  const { error_code: code, parameters } = error;
  const moved = parameters.migrate_to_chat_id;
  if (moved !== undefined) return { kind: 'migrated', to: moved };
  if (code === 429) return { kind: 'retryAfter', seconds: parameters.retry_after ?? 1 };
  if (code === 403) return { kind: 'blocked' };
  if (code === 504) return { kind: 'inDoubt' };
  if (code !== 400) return { kind: 'later' };
  return isChatClosed(error) ? { kind: 'gone' } : undefined;
}
