import type { Fault } from '../../nemesis/fault.ts';

/** Fields that say which fault it is and when; the others say how far it goes. */
const IDENTITY: ReadonlySet<string> = new Set(['kind', 'id', 'shape', 'atMicros', 'durationMicros']);

/** The fields of a fault that say how far it goes, whatever its kind. */
export function extentOf(fault: Fault): readonly (readonly [name: string, value: unknown])[] {
  return Object.entries(fault).filter(([name]) => !IDENTITY.has(name));
}

/** The fault with one field changed to another value of the same shape. */
export function withField(fault: Fault, name: string, value: unknown): Fault {
  return { ...fault, [name]: value };
}

/** Simpler values of a field: numbers nearer to 0, lists and maps of names without one of them; never empty ones. */
export function simplerValues(value: unknown): readonly unknown[] {
  if (typeof value === 'number') return simplerNumbers(value);
  if (Array.isArray(value)) return value.length < 2 ? [] : value.map((_, nth) => value.toSpliced(nth, 1) as unknown);
  if (typeof value !== 'object' || value === null) return [];
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const fewer = entries.length < 2 ? [] : entries.map((_, nth) => Object.fromEntries(entries.toSpliced(nth, 1)));
  const smaller = entries.flatMap(([key, inner]) =>
    simplerValues(inner).map((simpler) => ({ ...value, [key]: simpler })),
  );
  return [...fewer, ...smaller];
}

/** A half, and the same rounded to one digit. */
function simplerNumbers(value: number): readonly number[] {
  const half = Math.trunc(value / 2);
  const unit = 10 ** Math.max(0, String(Math.abs(value)).length - 1);
  const round = Math.trunc(value / unit) * unit;
  return [half, round].filter((simpler) => simpler !== 0 && Math.abs(simpler) < Math.abs(value));
}

/** The fault without a server; undefined when nothing of it is left. */
export function withoutServer(fault: Fault, server: string): Fault | undefined {
  let changed = fault;
  for (const [name, value] of extentOf(fault)) {
    const rest = withoutName(value, server);
    if (rest === undefined) return undefined;
    changed = withField(changed, name, rest);
  }
  return changed;
}

/** Undefined when a list or map that had names has none left. */
function withoutName(value: unknown, name: string): unknown {
  if (Array.isArray(value)) {
    const rest = value.filter((item) => item !== name) as readonly unknown[];
    return rest.length === 0 && value.length > 0 ? undefined : rest;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const rest = entries.flatMap(([key, inner]) => {
    const left = key === name ? undefined : withoutName(inner, name);
    return left === undefined ? [] : [[key, left] as const];
  });
  return rest.length === 0 && entries.length > 0 ? undefined : Object.fromEntries(rest);
}
