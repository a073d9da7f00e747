import { FormattedString } from '@grammyjs/parse-mode';

/** A text to show, plain or with links, times and other formatting. */
export type Text = string | FormattedString;

/** The arguments of a catalogue's sentence; any string may be replaced by formatted text. */
type Pieces<Given extends readonly unknown[]> = {
  [Index in keyof Given]: string extends Given[Index] ? Given[Index] | FormattedString : Given[Index];
};

/**
 * Fills formatted text into a sentence of a catalogue: `fillText(words.nextLook, localMoment(at, timezone))`.
 * Catalogues know nothing of formatting, so each formatted argument is passed as a placeholder that no other
 * text contains, and put in afterwards.
 */
export function fillText<Given extends readonly unknown[]>(
  sentence: (...given: Given) => string,
  ...pieces: Pieces<Given>
): FormattedString {
  const given = pieces.map((piece, index) => {
    if (piece instanceof FormattedString) return `\0${index}\0`;
    return typeof piece === 'string' ? piece.replaceAll('\0', '') : piece;
  });
  const parts = sentence(...(given as unknown as Given)).split('\0');
  // Every second part is the index of an argument.
  const filled = parts.map((part, at) => (at % 2 === 0 ? part : (pieces[Number(part)] as FormattedString)));
  return FormattedString.join(filled);
}
