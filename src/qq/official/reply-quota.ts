import { BoundedMap } from '../../bounded-map.ts';
import type { QQTarget } from '../port.ts';

/** How many messages may answer one, and for how long (ms), according to the platform. */
export const replyQuota = {
  person: { messages: 4, ms: 3_600_000 },
  group: { messages: 5, ms: 300_000 },
} as const;

/** The reference an answer is sent with. `msg_seq` rises with each answer to the same message. */
export interface ReplyReference {
  msg_id?: string;
  event_id?: string;
  msg_seq: number;
}

/** Counts how many answers are left to recent messages and presses. */
export interface ReplyQuota {
  /**
   * Records a message or press.
   * @param ref the id that answers name
   * @param wire the reference the platform expects
   */
  open(target: QQTarget, ref: string, wire: { msg_id: string } | { event_id: string }): void;
  /**
   * Uses one answer: to `ref`, or else to any message with one left, so that an unprompted message need not
   * be pushed while somebody has just written. `undefined` when none is left.
   */
  take(target: QQTarget, ref?: string): ReplyReference | undefined;
  /** Nothing was sent with the reference, which leaves one answer more. */
  giveBack(target: QQTarget, reference: ReplyReference): void;
  /** The platform refused the reference; it is not used again. */
  close(target: QQTarget, reference: ReplyReference): void;
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

/** @param now ms of a monotonic clock */
export function createReplyQuota(now: () => number): ReplyQuota {
  const byTarget = new BoundedMap<string, Anchor[]>(mostTargets);
  const keyOf = ({ kind, id }: QQTarget) => `${kind}:${id}`;
  const usable = (target: QQTarget) =>
    (byTarget.get(keyOf(target)) ?? []).filter(({ until, left }) => until > now() && left > 0);
  const anchorOf = (target: QQTarget, { msg_id, event_id }: ReplyReference) =>
    byTarget.get(keyOf(target))?.find(({ wire }: { wire: Partial<ReplyReference> }) => {
      return wire.msg_id === msg_id && wire.event_id === event_id;
    });
  return {
    open(target, ref, wire) {
      const { messages, ms } = replyQuota[target.kind];
      const anchor: Anchor = { ref, wire, until: now() + ms, left: messages, seq: 0 };
      const anchors = [...usable(target).filter((one) => one.ref !== ref), anchor].slice(-mostAnchors);
      byTarget.set(keyOf(target), anchors);
    },
    take(target, ref) {
      const anchors = usable(target);
      const anchor = anchors.find((one) => one.ref === ref) ?? anchors[0];
      if (anchor === undefined) return undefined;
      anchor.left -= 1;
      anchor.seq += 1;
      return { ...anchor.wire, msg_seq: anchor.seq };
    },
    giveBack(target, reference) {
      const anchor = anchorOf(target, reference);
      if (anchor !== undefined) anchor.left += 1;
    },
    close(target, reference) {
      const anchor = anchorOf(target, reference);
      if (anchor !== undefined) anchor.left = 0;
    },
  };
}
