/**
 * Control characters, marks that turn the direction of text, and halves of surrogate pairs: invisible, or able to make
 * a value look like another one.
 */
const UNPRINTABLE = /(?![\t\n])[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/gu;

/** The text with unprintable characters written as escapes. */
export function printable(text: string): string {
  return text.replace(
    UNPRINTABLE,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
