import type { Accounts } from '../../accounts/accounts.ts';
import { type KeptChat, type PrivateChats, readPrivateChats } from '../../accounts/chats-of-one-person.ts';
import type { ChatJoins, JoiningChat, JoinResult } from '../../accounts/join-chats-of-one-person.ts';
import {
  type ReconcileSubscriptionsDeps,
  reconcileSubscriptions,
} from '../../accounts/reconcile-subscriptions-of-one-person.ts';
import type { Alerts } from '../../alerts/index.ts';
import type { ChatRecord, Repository } from '../../storage/index.ts';

export interface JoinChatsDeps {
  joins: ChatJoins;
  chats: Repository<ChatRecord>;
  accounts: Pick<Accounts, 'inRecords' | 'removeFrom'>;
  alerts: ReconcileSubscriptionsDeps['alerts'] & Pick<Alerts, 'quietHoursChanged'>;
  groupOwner: ReconcileSubscriptionsDeps['groupOwner'];
  isGroup: ReconcileSubscriptionsDeps['isGroup'];
}

/** Joins and separates private chats, and updates where their alerts go. */
export type JoinChats = ReturnType<typeof createJoinChats>;

/** `joins` changes the chat records, `alerts` has the subscriptions that follow. */
export function createJoinChats(deps: JoinChatsDeps) {
  const { joins, chats, accounts, alerts } = deps;
  /** All private chats of the person of this chat, with their records. */
  const of = (chat: number) => readPrivateChats(chats, chat);
  /** Names of the accounts a chat is logged in to, by mid; hostile text. */
  const loginsOf = (one: KeptChat) =>
    new Map(accounts.inRecords([one]).all.map(({ mid, name }) => [mid, name]));

  return {
    code: joins.code,
    check: joins.check,
    revoke: joins.revoke,
    of,
    loginsOf,
    async join(joining: JoiningChat, code: string): Promise<JoinResult> {
      const result = await joins.redeem(joining, code);
      if (result.kind !== 'joined') return result;
      await reconcileSubscriptions(result.chats, deps);
      for (const { chat } of result.chats) alerts.quietHoursChanged(chat);
      return { kind: 'joined', chats: await of(joining.chat) };
    },
    /** Returns the chats as they were before. */
    async separate(chat: number): Promise<PrivateChats> {
      const before = await joins.separate(chat);
      for (const one of before) {
        // An account watched once through the other chat's login is now watched by each chat, with the same
        // settings.
        for (const mid of loginsOf(one).keys()) {
          if ((await alerts.subscription(one.chat, mid)) !== undefined) continue;
          const others = await Promise.all(before.map((other) => alerts.subscription(other.chat, mid)));
          await alerts.subscribe(one.chat, mid, others.find((view) => view !== undefined)?.settings ?? {});
        }
      }
      for (const one of before) {
        await reconcileSubscriptions(await of(one.chat), deps);
        alerts.quietHoursChanged(one.chat);
      }
      return before;
    },
    /** Sends the alerts of every account to this chat, except those that go to a group. */
    async sendAlertsTo(chat: number): Promise<void> {
      const kept = await of(chat);
      for (const one of kept) {
        for (const { mid, to } of await alerts.subscriptions(one.chat)) {
          if (to !== undefined && deps.isGroup(to.chat)) continue;
          await alerts.changeSubscription(one.chat, mid, { to: one.chat === chat ? null : { chat } });
        }
      }
    },
  };
}
