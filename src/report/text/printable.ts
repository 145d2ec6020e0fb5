/**
 * Control characters, marks that turn the direction of text, and halves of surrogate pairs: invisible, or able to make
 * a value look like another one.
 */
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/gu;

/** The text with unprintable characters written as escapes. */
export function printable(text: string): string {
  return text.replace(
    UNPRINTABLE,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
