const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+|\n/g;

interface Frame {
  readonly pointer: string;
  /** Where a list is; undefined for an object. */
  index: number | undefined;
  /** The name whose value comes next; undefined: a name comes next. */
  key: string | undefined;
}

/** The line, from 1, on which each value of a JSON text begins, by its pointer: `/steps/0/at`; the whole is the empty pointer. */
export function linesOfJson(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const frames: Frame[] = [];
  let line = 1;
  for (const [token] of text.matchAll(TOKEN)) {
    const frame = frames.at(-1);
    if (token === '\n') line++;
    else if (token === '}' || token === ']') frames.pop();
    else if (token === ',' && frame?.index !== undefined) frame.index++;
    else if (token === ',' && frame !== undefined) frame.key = undefined;
    else if (token !== ':') {
      const isName = frame !== undefined && frame.index === undefined && frame.key === undefined;
      if (isName) frame.key = JSON.parse(token) as string;
      const pointer = frame === undefined ? '' : `${frame.pointer}/${frame.index ?? frame.key}`;
      lines.set(pointer, line);
      if (token === '{') frames.push({ pointer, index: undefined, key: undefined });
      if (token === '[') frames.push({ pointer, index: 0, key: undefined });
    }
  }
  return lines;
}

/**
 * The line, from 1, on which a text stops being JSON; undefined for a text that is JSON. Each line is added to what came
 * before until a parser complains of something else than the end, whose place is worded differently from version to version.
 */
export function brokenJsonLine(text: string): number | undefined {
  const lines = text.split('\n');
  // With the line's end, since no string and no word goes on in the next one.
  const found = lines.findIndex((_, nth) => isBrokenBeforeEnd(`${lines.slice(0, nth + 1).join('\n')}\n`));
  if (found >= 0) return found + 1;
  return isJson(text) ? undefined : lines.length;
}

function isBrokenBeforeEnd(prefix: string): boolean {
  try {
    JSON.parse(prefix);
    return false;
  } catch (error) {
    const { message } = error as SyntaxError;
    const position = /position (\d+)/.exec(message)?.[1];
    if (position !== undefined) return Number(position) < prefix.length;
    return !message.includes('end of JSON');
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
