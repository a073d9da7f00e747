import { randomBytes } from 'node:crypto';
import { readPrivateChats } from '../../accounts/chats-of-one-person.ts';
import { type Alerts, type Destination, isSameDestination } from '../../alerts/index.ts';
import type { ChatRecord, LinkedGroup, Repository } from '../../storage/index.ts';
import { hour } from '../../time-units.ts';

/** A user who owns linked groups; the name is safe to display. */
export type GroupOwner = NonNullable<ChatRecord['owner']>;

/** Result of linking a group. */
export type LinkResult =
  | { kind: 'linked' }
  /** The code is not the owner's, or no longer valid. */
  | { kind: 'badCode' }
  | { kind: 'tooMany' }
  /** The group is linked to somebody else. */
  | { kind: 'taken'; by: GroupOwner };

/**
 * Links of groups and topics to their owners. The owner's record lists the groups, the group's record names
 * its owner. Owners are identified by their user id, which is also the id of their private chat. Links of
 * joined chats count together.
 */
export interface GroupLinks {
  /**
   * The code that links a group to this owner when it is said there; valid for an hour and for one group or
   * topic.
   */
  code(owner: number): Promise<string>;
  /** Whether a code is the owner's, unused and not expired. */
  isValidCode(owner: number, code: string): Promise<boolean>;
  /** Uses up the code and links a group or topic; one that is linked already gets its current names. */
  link(owner: GroupOwner, code: string, place: LinkedGroup): Promise<LinkResult>;
  /** The groups and topics linked to one person's private chats. */
  linkedGroups(...owners: readonly number[]): Promise<readonly LinkedGroup[]>;
  ownerOf(group: number): Promise<GroupOwner | undefined>;
  /** Removes matching links; alerts that went there go to the owner's private chat. */
  unlink(owner: number, isMeant: (place: Destination) => boolean): Promise<UnlinkResult>;
  /** Moves the links of a group that became a supergroup, which has another id. Safe to repeat. */
  migrateChat(from: number, to: number): Promise<void>;
}

/** Result of unlinking. */
export interface UnlinkResult {
  places: readonly LinkedGroup[];
  /** Alerts went there, and go to the private chat now. */
  cameHome: boolean;
}

/** Lifetime of a code, and how much must be left for it to be shown again; ms. */
const codeLife = hour;
const worthShowing = codeLife / 2;
const mostLinks = 20;

/** `now` in milliseconds. */
export function createGroupLinks(deps: {
  chats: Repository<ChatRecord>;
  alerts: Pick<Alerts, 'subscriptions' | 'changeSubscription' | 'resume' | 'migrateChat'>;
  now: () => number;
}): GroupLinks {
  const { chats, alerts, now } = deps;
  const linksOf = async (owner: number) => (await chats.get(String(owner)))?.links ?? [];

  /** Removes links from the owner's record. */
  function removeLinks(
    owner: number,
    isMeant: (place: Destination) => boolean,
  ): Promise<ChatRecord | undefined> {
    return chats.update(
      String(owner),
      (record) => record && { ...record, links: (record.links ?? []).filter((link) => !isMeant(link)) },
    );
  }

  async function bringAlertsHome(owner: number, isMeant: (place: Destination) => boolean): Promise<boolean> {
    let cameHome = false;
    for (const { chat } of await readPrivateChats(chats, owner)) {
      const there = (await alerts.subscriptions(chat)).filter(({ to }) => to !== undefined && isMeant(to));
      const to = chat === owner ? null : { chat: owner };
      for (const { mid } of there) await alerts.changeSubscription(chat, mid, { to });
      if (there.some(({ paused }) => paused !== undefined)) await alerts.resume(chat);
      cameHome ||= there.length > 0;
    }
    return cameHome;
  }

  return {
    async code(owner) {
      const record = await chats.update(String(owner), (current) => {
        const left = (current?.linkCode?.until ?? 0) - now();
        if (left >= worthShowing && isInForce(left)) return current;
        const linkCode = { code: randomBytes(24).toString('base64url'), until: now() + codeLife };
        return { sessions: [], ...current, linkCode };
      });
      return record?.linkCode?.code ?? '';
    },

    isValidCode: async (owner, code) => isValidCode(await chats.get(String(owner)), code, now()),

    async link(owner, code, place) {
      const by = (await chats.get(String(place.chat)))?.owner;
      if (by !== undefined && by.id !== owner.id) return { kind: 'taken', by };
      const outcome: { kind: 'linked' | 'badCode' | 'tooMany' } = { kind: 'badCode' };
      await chats.update(String(owner.id), (current) => {
        if (current === undefined || !isValidCode(current, code, now())) return undefined;
        const others = (current.links ?? []).filter((link) => !isSameDestination(link, place));
        outcome.kind = others.length < mostLinks ? 'linked' : 'tooMany';
        if (outcome.kind === 'tooMany') return undefined;
        const { linkCode: _, ...rest } = current;
        return { ...rest, links: [...others, place] };
      });
      if (outcome.kind !== 'linked') return outcome;
      const group = await chats.update(String(place.chat), (current) =>
        current?.owner === undefined || current.owner.id === owner.id
          ? { sessions: [], ...current, owner }
          : undefined,
      );
      const first = group?.owner;
      if (first === undefined || first.id === owner.id) return outcome;
      // Of two users who use their codes at once, the first gets the group.
      await removeLinks(owner.id, (link) => link.chat === place.chat);
      return { kind: 'taken', by: first };
    },

    linkedGroups: async (...owners) => (await Promise.all(owners.map(linksOf))).flat(),
    ownerOf: async (group) => (await chats.get(String(group)))?.owner,

    async unlink(owner, isMeant) {
      const cameHome = await bringAlertsHome(owner, isMeant);
      const places = (await linksOf(owner)).filter(isMeant);
      const record = await removeLinks(owner, isMeant);
      for (const chat of new Set(places.map((place) => place.chat))) {
        if (record?.links?.some((link) => link.chat === chat)) continue;
        await chats.update(String(chat), (group) => {
          if (group?.owner?.id !== owner) return undefined;
          const { owner: _, ...rest } = group;
          return rest;
        });
      }
      return { places, cameHome };
    },

    async migrateChat(from, to) {
      await alerts.migrateChat(from, to);
      const old = await chats.get(String(from));
      if (old === undefined) return;
      await chats.update(String(to), (group) => ({ ...old, ...group }));
      if (old.owner !== undefined) {
        await chats.update(
          String(old.owner.id),
          (current) =>
            current && {
              ...current,
              links: (current.links ?? []).map((link) => (link.chat === from ? { ...link, chat: to } : link)),
            },
        );
      }
      // Removed last, so that the move can be repeated after a crash.
      await chats.remove(String(from));
    },
  };
}

/** A code is checked against its owner's record, so it is useless to anybody else. */
function isValidCode(record: ChatRecord | undefined, code: string, now: number): boolean {
  return record?.linkCode?.code === code && isInForce(record.linkCode.until - now);
}

/** Whether a code with this much time left, ms, is valid; more is left only of one made while the clock was ahead. */
function isInForce(left: number): boolean {
  return left > 0 && left <= codeLife;
}
