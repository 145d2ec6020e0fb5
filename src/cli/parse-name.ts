import { UnknownNameError } from '../unknown-name-error.ts';

/** @throws UnknownNameError for a name that is not among the known ones. */
export function parseName<Name extends string>(what: string, given: string, known: readonly Name[]): Name {
  const name = known.find((candidate) => candidate === given);
  if (name === undefined) throw new UnknownNameError(what, given, known);
  return name;
}
