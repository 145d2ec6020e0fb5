/** What XML 1.0 allows in no form: most control characters, lone surrogates, two non-characters (section 2.2). */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** A text as it may stand between tags; a carriage return would be read as a line feed (section 2.11). */
export function escapeXmlText(text: string): string {
  return escape(text, /[&<>\r]/g);
}

/** A text as it may stand in an attribute, where all white space would be read as spaces (section 3.3.3). */
export function escapeXmlAttribute(text: string): string {
  return escape(text, /[&<>"'\n\r\t]/g);
}

function escape(text: string, special: RegExp): string {
  return text.replace(FORBIDDEN, '\uFFFD').replace(special, (character) => ENTITIES[character] ?? character);
}
