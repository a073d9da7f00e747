import type { QQTarget } from '../port.ts';

/** How many messages may answer one, and for how long (ms), as the platform counts. */
export const replyQuota = {
  person: { messages: 4, ms: 3_600_000 },
  group: { messages: 5, ms: 300_000 },
} as const;

/** What an answer refers to on the wire. The number rises with each answer to the same. */
export interface Reference {
  msg_id?: string;
  event_id?: string;
  msg_seq: number;
}

/** What people said lately, and how many answers to it are left. */
export interface ReplyQuota {
  /** Somebody said something, or pressed. @param ref what answers call it; @param wire what the platform calls it */
  open(target: QQTarget, ref: string, wire: { msg_id: string } | { event_id: string }): void;
  /**
   * One answer: to what is named, else to whatever still has one left, so that what the bot sends by itself need not be
   * pushed while somebody has just written. `undefined`: nothing is left.
   */
  take(target: QQTarget, ref?: string): Reference | undefined;
  /** The platform counts otherwise: nothing more refers to this. */
  close(target: QQTarget, reference: Reference): void;
}

interface Anchor {
  ref: string;
  wire: { msg_id: string } | { event_id: string };
  until: number;
  left: number;
  seq: number;
}

const mostAnchors = 20;
const mostTargets = 10_000;

/** @param now milliseconds of a clock that is never set */
export function createReplyQuota(now: () => number): ReplyQuota {
  const byTarget = new Map<string, Anchor[]>();
  const keyOf = ({ kind, id }: QQTarget) => `${kind}:${id}`;
  const usable = (target: QQTarget) =>
    (byTarget.get(keyOf(target)) ?? []).filter(({ until, left }) => until > now() && left > 0);
  return {
    open(target, ref, wire) {
      const { messages, ms } = replyQuota[target.kind];
      const anchor: Anchor = { ref, wire, until: now() + ms, left: messages, seq: 0 };
      const key = keyOf(target);
      const anchors = [...usable(target).filter((one) => one.ref !== ref), anchor].slice(-mostAnchors);
      byTarget.delete(key);
      byTarget.set(key, anchors);
      const [oldest] = byTarget.keys();
      if (byTarget.size > mostTargets && oldest !== undefined) byTarget.delete(oldest);
    },
    take(target, ref) {
      const anchors = usable(target);
      const anchor = anchors.find((one) => one.ref === ref) ?? anchors[0];
      if (anchor === undefined) return undefined;
      anchor.left -= 1;
      anchor.seq += 1;
      return { ...anchor.wire, msg_seq: anchor.seq };
    },
    close(target, reference) {
      for (const anchor of usable(target)) {
        const wire: { msg_id?: string; event_id?: string } = anchor.wire;
        if (wire.msg_id === reference.msg_id && wire.event_id === reference.event_id) anchor.left = 0;
      }
    },
  };
}
