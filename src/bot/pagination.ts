import type { InlineKeyboardButton } from 'grammy/types';
import type { Callback } from './callback-data.ts';
import { callbackButton, disabledButton, type Keyboard } from './keyboards.ts';

/** The rows of a page, counted from 1, with `size` rows each; a page beyond the last becomes the last. */
export function rowsOnPage<Row>(
  all: readonly Row[],
  wanted: number,
  size: number,
): { page: number; pages: number; rows: Row[] } {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const page = Math.max(1, Math.min(wanted, pages));
  return { page, pages, rows: all.slice((page - 1) * size, page * size) };
}

/** The buttons ‹ n/m ›; none when there is only one page. */
export function pageButtons(
  { page, pages }: { page: number; pages: number },
  to: (page: number) => Callback,
): Keyboard {
  if (pages === 1) return [];
  const button = (text: string, at: number): InlineKeyboardButton =>
    at < 1 || at > pages ? disabledButton(text) : callbackButton(text, to(at));
  return [[button('‹', page - 1), disabledButton(`${page}/${pages}`), button('›', page + 1)]];
}
