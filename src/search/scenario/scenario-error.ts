/** A scenario file that can't be read or used. The message says which file, where in it, what was found and what is allowed. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';

  constructor(path: string, line: number | undefined, field: string | undefined, problem: string) {
    const where = [
      path,
      ...(line === undefined ? [] : [`line ${line}`]),
      ...(field === undefined || field === '' ? [] : [`field "${field}"`]),
    ];
    super(`${where.join(', ')}: ${problem}`);
  }
}
