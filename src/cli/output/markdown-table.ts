/** Rows of cells; the first has the headings. */
export type Rows = readonly (readonly string[])[];

/** Lines of a table of Markdown. */
export function markdownTable([heading = [], ...rows]: Rows): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)];
}
