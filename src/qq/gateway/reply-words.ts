import type { Language } from '../../config/languages.ts';

/** The words under a message whose buttons are answered by typing, in one language. */
export interface ReplyWords {
  /** Before what may be answered. */
  reply: string;
  previous: string;
  next: string;
  /** Leaves a menu, as 0 does. */
  cancel: string;
  /** Between the label of a button and the address it opens. */
  separator: string;
}

/** The words by language. */
export const replyWords = {
  zh: { reply: '回复：', previous: '上一页', next: '下一页', cancel: '取消', separator: '：' },
  en: { reply: 'Reply: ', previous: 'Previous', next: 'Next', cancel: 'Cancel', separator: ': ' },
} as const satisfies Record<Language, ReplyWords>;
