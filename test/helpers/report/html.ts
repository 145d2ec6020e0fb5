/** Everything that a regular expression with one group finds in a page. */
export function everyMatch(html: string, pattern: RegExp): readonly string[] {
  return [...html.matchAll(pattern)].map((match) => match[1] ?? '');
}

/** The text of a page without its tags, its stylesheet, its script and data, and repeated space. */
export function textOf(html: string): string {
  return html
    .replace(/<(style|script)[^>]*>[^]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ');
}

/** The part of a page from one marker up to the next one. */
export function between(html: string, from: string, to: string): string {
  const start = html.indexOf(from);
  if (start < 0) throw new Error(`the page does not contain ${from}`);
  const end = html.indexOf(to, start + from.length);
  return html.slice(start, end < 0 ? undefined : end);
}

/** A page without its stylesheet, its script and its data: what may come from the run as text. */
export function markupOf(html: string): string {
  return html.replace(/<(style|script)([^>]*)>[^]*?<\/\1>/g, '<$1$2></$1>');
}
