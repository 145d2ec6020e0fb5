const PLAIN_WORD = /^[\w./:=@%+-]+$/;

/** The command that runs a case file again. */
export function reproduceCommand(caseFile: string): string {
  return `npx capcheck replay ${shellWord(caseFile)}`;
}

/** A word that a POSIX shell takes as it is. */
function shellWord(word: string): string {
  if (PLAIN_WORD.test(word) && !word.startsWith('-')) return word;
  return `'${(word.startsWith('-') ? `./${word}` : word).replaceAll("'", String.raw`'\''`)}'`;
}
