const invisible = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?!\u200d)\p{Cf}/gu;

/** One line without control, bidi or invisible marks, however long; for a file, where nothing must be cut. */
export function visible(text: string): string {
  return text
    .replace(/[\r\n\t]+/gu, ' ')
    .replace(invisible, '')
    .replace(/ {2,}/gu, ' ')
    .trim();
}
