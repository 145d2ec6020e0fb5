import { type CaseFile, readCase } from '../search/case-file.ts';
import { codeVersion } from '../search/code-version.ts';
import { ALL_SYSTEMS } from '../models/registry.ts';
import { UsageError } from './usage-error.ts';

/** A case that was read, and whether other code than this has recorded it. */
export interface OpenedCase {
  readonly recorded: CaseFile;
  readonly isOtherCode: boolean;
}

/**
 * Reads a case that this code is to run.
 *
 * @throws CaseError for what is no case; UsageError for a case of other code, unless forced, and for the name of a system.
 */
export function openCase(path: string, options: { readonly force?: true }): OpenedCase {
  if (ALL_SYSTEMS.some(({ name }) => name === path))
    throw new UsageError(
      `${path} is a system; expected a case file, as \`capcheck run ${path}\` leaves it for a failure.`,
    );
  const recorded = readCase(path);
  const isOtherCode = recorded.codeVersion !== codeVersion();
  if (isOtherCode && options.force !== true)
    throw new UsageError(
      `${path} was recorded by code version ${recorded.codeVersion}, and this is ${codeVersion()}: it may go another way. Run it all the same with --force.`,
    );
  return { recorded, isOtherCode };
}
