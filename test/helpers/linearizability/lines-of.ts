const CALL = /^(\S+) (.*) → (.*)$/;

/**
 * Lines for `historyOf`: a call that has returned when the next one begins is written `f argument → result`, and anything else
 * is a line as it is.
 */
export function linesOf(...calls: readonly string[]): readonly string[] {
  return calls.flatMap((call) => {
    const [, f, argument, result] = CALL.exec(call) ?? [];
    return f === undefined ? [call] : [`0 invoke ${f} ${argument}`, `0 ok ${f} ${result}`];
  });
}
