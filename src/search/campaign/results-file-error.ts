/** A results file that can't be read or used. The message says which file, which line, what was found and what to do. */
export class ResultsFileError extends Error {
  override readonly name = 'ResultsFileError';

  constructor(path: string, problem: string) {
    super(`${path}: ${problem}`);
  }
}

/** Two results of one run that differ, though a run is a pure function of the code and its plan. */
export class ConflictingResultsError extends Error {
  override readonly name = 'ConflictingResultsError';
}
