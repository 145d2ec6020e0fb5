/** A case file that can't be read or used. The message says which file, where in it, what was found and what is allowed. */
export class CaseError extends Error {
  override readonly name = 'CaseError';

  constructor(path: string, problem: string) {
    super(`${path}: ${problem}`);
  }
}
