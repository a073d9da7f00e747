import type { Api } from 'grammy';
import type { Digest, Sent } from '../../alerts/index.ts';
import type { WordsOf } from '../../bot/chat-locale.ts';
import type { Links } from './bindings.ts';
import { placeName } from './bound-chat.ts';
import { tell } from './tell.ts';

/** What becomes of links when the bot, or a group, is no longer where it was. */
export interface Farewell {
  /** The bot was thrown out of a group: its links end, alerts come to the owner's private chat, and they are told. */
  leftGroup(group: number): Promise<void>;
  /**
   * Learns from what became of an alert what no update has told, since the bot was away. A place that may be back, such as
   * a topic that was closed, stays linked.
   */
  heed(digest: Digest, sent: Sent): Promise<void>;
}

/** Puts it together. `onError` is told when Telegram could not be reached to tell the owner. */
export function createFarewell(deps: {
  links: Links;
  wordsOf: WordsOf;
  api: Api;
  onError: (error: unknown) => void;
}): Farewell {
  const { links, wordsOf, api } = deps;

  async function leftGroup(group: number): Promise<void> {
    const owner = await links.ownerOf(group);
    if (owner === undefined) return;
    const { places, cameHome } = await links.unlink(owner.id, ({ chat }) => chat === group);
    const { texts } = await wordsOf(owner.id);
    const { lost, alertsHome } = texts.linking;
    const lines = [
      ...places.map((place) => lost(placeName(place, texts))),
      ...(cameHome ? [alertsHome] : []),
    ];
    await tell(api, { chat: owner.id }, lines.join('\n')).catch(deps.onError);
  }

  return {
    leftGroup,
    async heed({ chat, to }, sent) {
      if (sent.kind === 'migrated') await links.migrate(to.chat, sent.to);
      if (sent.kind === 'blocked' && to.chat !== chat) await leftGroup(to.chat);
    },
  };
}
