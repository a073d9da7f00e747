import type { Language } from '../../config/languages.ts';

/** Words for messages whose buttons are answered by typing, in one language. */
export interface ReplyWords {
  /** Label before the list of replies. */
  reply: string;
  previous: string;
  next: string;
  /** Cancels a menu, like `0`. */
  cancel: string;
  /** Between a button's label and its address. */
  separator: string;
}

/** The words by language. */
export const replyWords = {
  zh: { reply: '回复：', previous: '上一页', next: '下一页', cancel: '取消', separator: '：' },
  en: { reply: 'Reply: ', previous: 'Previous', next: 'Next', cancel: 'Cancel', separator: ': ' },
} as const satisfies Record<Language, ReplyWords>;
