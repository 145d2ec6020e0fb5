import type { Settings } from '../system.ts';

/**
 * The settings of these names, which must all be positive integers.
 *
 * @throws RangeError for a setting that is missing or no positive integer.
 */
export function positiveSettings<Name extends string>(
  names: readonly Name[],
  settings: Settings,
): Readonly<Record<Name, number>> {
  const read = (name: Name): number => {
    const value = settings[name];
    if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
    throw new RangeError(`setting "${name}" must be a positive integer, not ${String(value)}`);
  };
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, number>;
}
