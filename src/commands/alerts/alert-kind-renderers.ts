import { type AlertKindName, type Batch, type Digest, emptyBatch, type Outbox } from '../../alerts/index.ts';
import type { Keyboard } from '../../bot/keyboards.ts';
import type { Text } from '../../bot/text/fill-text.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import type { DigestViewer } from './digest-drawing-context.ts';
import { drawNotices, noticeKeyboard } from './draw-trouble-and-report-notices.ts';

/** Lists of people in a digest, in display order. */
export const sectionNames = ['newFans', 'mutuals', 'lost'] as const;
export type SectionName = (typeof sectionNames)[number];

/** How one kind of alert is rendered in a message. */
export interface AlertKindRenderer<Value> {
  /**
   * People of this kind, and the section that lists them; kinds may share a section, in the order of this
   * table.
   */
  people?: {
    section: SectionName;
    batch(value: Value): Batch;
    /** Shown before each name. */
    mark?: string;
  };
  /** Lines below the lists of people. */
  lines?(value: Value, digest: Digest, viewer: DigestViewer): Text[];
  keyboard?(value: Value, viewer: DigestViewer): Keyboard;
  /** The lines name the account themselves. */
  saysAccount?: true;
}

const itself = (batch: Batch) => batch;

/** A renderer for every alert kind; a missing one is a compile error. */
export const alertKindRenderers: { readonly [K in AlertKindName]: AlertKindRenderer<Outbox[K]> } = {
  bigFans: { people: { section: 'newFans', batch: (batch = emptyBatch) => batch, mark: '🌟' } },
  fans: { people: { section: 'newFans', batch: itself } },
  mutuals: { people: { section: 'mutuals', batch: itself } },
  lost: { people: { section: 'lost', batch: itself } },
  netLoss: {
    lines: (loss, _, { texts }) =>
      loss === undefined ? [] : [texts.digest.netLoss(formatCount(loss.from), formatCount(loss.to))],
  },
  milestones: {
    lines: (reached, _, { texts }) => reached.map((one) => texts.digest.milestone(formatCount(one))),
  },
  notices: {
    lines: (_, digest, viewer) => drawNotices(digest, viewer),
    keyboard: noticeKeyboard,
    saysAccount: true,
  },
};
