/**
 * Invisible characters: controls, soft hyphens, zero-width spaces, direction marks, blank letters. First and
 * last code.
 */
const unseenRanges: readonly (readonly [first: number, last: number])[] = [
  [0x00, 0x08],
  [0x0e, 0x1f],
  [0x7f, 0x84],
  [0x86, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0e],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
];

/** Full-width and small forms of ASCII, and wide spaces. */
const wideForms =
  /[\uff01-\uff5e\ufe50\ufe52\ufe54-\ufe57\ufe59-\ufe5e\ufe5f-\ufe6b\u3000\u00a0\u2000-\u200a\u202f]/gu;

const smallForms: Readonly<Record<string, string>> = {
  '\ufe50': ',',
  '\ufe52': '.',
  '\ufe54': ';',
  '\ufe55': ':',
  '\ufe56': '?',
  '\ufe57': '!',
  '\ufe59': '(',
  '\ufe5a': ')',
  '\ufe5b': '{',
  '\ufe5c': '}',
  '\ufe5d': '[',
  '\ufe5e': ']',
  '\ufe5f': '#',
  '\ufe60': '&',
  '\ufe61': '*',
  '\ufe62': '+',
  '\ufe63': '-',
  '\ufe64': '<',
  '\ufe65': '>',
  '\ufe66': '=',
  '\ufe68': '\\',
  '\ufe69': '$',
  '\ufe6a': '%',
  '\ufe6b': '@',
};

/** Removes invisible characters, except the joiners within emoji and words. */
export function withoutUnseen(text: string): string {
  let clean = '';
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (!isUnseen(code) || (isJoiner(code) && joins(text.charCodeAt(at - 1)))) continue;
    clean += text.slice(from, at);
    from = at + 1;
  }
  return from === 0 ? text : clean + text.slice(from);
}

function isUnseen(code: number): boolean {
  if (code > 0x1f && code < 0x7f) return false;
  return unseenRanges.some(([first, last]) => code >= first && code <= last);
}

function isJoiner(code: number): boolean {
  return code === 0x200c || code === 0x200d;
}

/** Whether a joiner may follow this code unit: of an emoji, an arrow, or a script that uses joiners. */
function joins(before: number): boolean {
  return (
    before === 0xfe0f ||
    (before >= 0xd800 && before <= 0xdfff) ||
    (before >= 0x0600 && before <= 0x0fff) ||
    (before >= 0x2190 && before <= 0x2bff)
  );
}

/** Converts full-width letters, digits and signs to ASCII, character for character. */
export function narrowed(text: string): string {
  return text.replace(wideForms, (one) => {
    const code = one.charCodeAt(0);
    return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : (smallForms[one] ?? ' ');
  });
}

const invisible = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?!\u200d)\p{Cf}/gu;

/** One line without control, bidi or other invisible characters, uncut: for files. */
export function visible(text: string): string {
  return text
    .replace(/[\r\n\t]+/gu, ' ')
    .replace(invisible, '')
    .replace(/ {2,}/gu, ' ')
    .trim();
}
