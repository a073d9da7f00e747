const invisible = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?!\u200d)\p{Cf}/gu;

/** One line without control, bidi or other invisible characters, uncut: for files. */
export function visible(text: string): string {
  return text
    .replace(/[\r\n\t]+/gu, ' ')
    .replace(invisible, '')
    .replace(/ {2,}/gu, ' ')
    .trim();
}
