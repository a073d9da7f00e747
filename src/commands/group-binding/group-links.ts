import { randomBytes } from 'node:crypto';
import { readPrivateChats } from '../../accounts/chats-of-one-person.ts';
import { type Alerts, type Destination, isSameDestination } from '../../alerts/index.ts';
import type { ChatRecord, LinkedGroup, Repository } from '../../storage/index.ts';

/** A user as the owner of groups; the name is fit to be shown. */
export type GroupOwner = NonNullable<ChatRecord['owner']>;

/** What came of an attempt to link a group. */
export type LinkResult =
  | { kind: 'linked' }
  /** It is not the owner's, or worth nothing any more. */
  | { kind: 'badCode' }
  | { kind: 'tooMany' }
  /** It is somebody else's. */
  | { kind: 'taken'; by: GroupOwner };

/**
 * Which groups, and topics of groups, belong to whom. The owner's own record says which, the group's says whose; owners are
 * named by their id, which is that of their private chat as well. What is linked to a chat counts in those joined to it.
 */
export interface GroupLinks {
  /** What must be said in a group to link it to this owner: good for an hour and for one place. */
  code(owner: number): Promise<string>;
  /** Whether a code is the owner's, unused and not expired. */
  isValidCode(owner: number, code: string): Promise<boolean>;
  /** Uses the code up and links a place; one that is linked already takes its present names. */
  link(owner: GroupOwner, code: string, place: LinkedGroup): Promise<LinkResult>;
  /** The places linked to one person's private chats. */
  linkedGroups(...owners: readonly number[]): Promise<readonly LinkedGroup[]>;
  ownerOf(group: number): Promise<GroupOwner | undefined>;
  /** Ends the links that are meant; alerts that went there come to this owner's private chat. */
  unlink(owner: number, isMeant: (place: Destination) => boolean): Promise<UnlinkResult>;
  /** A group has become a supergroup, with another id: nothing else changes. Safe to repeat. */
  migrateChat(from: number, to: number): Promise<void>;
}

/** What an unlinking has changed. */
export interface UnlinkResult {
  places: readonly LinkedGroup[];
  /** Alerts went there, and come to the private chat now. */
  cameHome: boolean;
}

/** How long a code is good, and how much of that must be left for it to be shown once more; milliseconds. */
const codeLife = 3600_000;
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

  /** Takes links out of the owner's own record. */
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
        if (left >= worthShowing) return current;
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
      // Of two who say their codes at once, the group is the first one's.
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
      // Last, so that a crash in between leaves what the next attempt starts from.
      await chats.remove(String(from));
    },
  };
}

/** A code is bound to its owner's record, so whoever else learns it can do nothing with it. */
function isValidCode(record: ChatRecord | undefined, code: string, now: number): boolean {
  return record?.linkCode?.code === code && now < record.linkCode.until;
}
