import { FormattedString } from '@grammyjs/parse-mode';

/** A text to be shown, with or without links, times and the like in it. */
export type Text = string | FormattedString;

/** What a sentence of a catalogue is given: a formatted piece may stand wherever it takes a string. */
type Pieces<Given extends readonly unknown[]> = {
  [Index in keyof Given]: string extends Given[Index] ? Given[Index] | FormattedString : Given[Index];
};

/**
 * Says a sentence of a catalogue with formatted pieces in it: `fillText(words.nextLook, localMoment(at, timezone))`. Catalogues
 * know nothing of formatting, so each piece is held open by a mark that no other text has, and put there afterwards.
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
  // Every second part is the number of a piece.
  const filled = parts.map((part, at) => (at % 2 === 0 ? part : (pieces[Number(part)] as FormattedString)));
  return FormattedString.join(filled);
}
