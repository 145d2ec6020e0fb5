import type { Columns } from '../../../history/columns.ts';
import { FAIL, INVOKE } from '../../../history/operation-type.ts';
import type { CallTable } from '../call-table.ts';
import { IMPOSSIBLE, type Machine } from '../engine/machine.ts';
import type { Partition } from '../partition.ts';
import type { Call } from '../spec.ts';
import { sameValue } from '../specs/same-value.ts';
import type { Draft } from './draft.ts';

/** The field's name for a violation. */
export interface ViolationName {
  readonly kind: string;
  /** Indices of operations that it is about and that no core has: failed ones, and a write that came too late. */
  readonly outside: readonly number[];
}

/**
 * Names a violation whose failing call answered a value: by who wrote that value, and when. Failed operations are no part of
 * a core, for they never took effect; seen in an answer, they are what is wrong.
 *
 * @param suggested what a polynomial checker calls it
 */
export function nameViolation(
  columns: Columns,
  { key, calls }: Partition,
  machine: Machine,
  core: Draft,
  failing: number,
  suggested: string | undefined,
): ViolationName {
  const { klass, row, ret } = core.calls[failing]!;
  const { spec } = machine;
  if (suggested === 'thin-air-read' && spec.values === undefined) {
    // Of a text that nobody can have made, a failed call may have brought a part.
    const text = machine.calls[klass]!.result;
    const aborted = failedWriters(columns, key, machine, ({ argument }) => isPart(argument, text));
    return { kind: aborted.length > 0 ? 'aborted-read' : suggested, outside: aborted };
  }
  if (spec.values === undefined || machine.readOnly[klass] !== true) {
    const isStale = spec.valuesIn !== undefined && machine.readOnly[klass] === true && wasThere(machine, calls, row);
    return { kind: suggested ?? (isStale ? 'stale-read' : 'non-linearizable'), outside: [] };
  }
  const about = spec.values.of(machine.calls[klass]!);
  if (about.length !== 1) return { kind: suggested ?? 'non-linearizable', outside: [] };
  const [seen] = about;
  // What was there at the beginning needs no writer.
  let writer = machine.step(machine.initial, klass) === IMPOSSIBLE ? Infinity : -1;
  const classes = machine.classesOf(calls);
  for (let other = 0; other < calls.length; other++) {
    if (machine.readOnly[classes[other]!] === true) continue;
    if (spec.values.of(machine.calls[classes[other]!]!).some((value) => sameValue(value, seen)))
      writer = Math.min(writer, calls.call[other]!);
  }
  if (writer < calls.call[row]!) return { kind: suggested ?? 'stale-read', outside: [] };
  if (writer < ret) return { kind: suggested ?? 'non-linearizable', outside: [] };
  const writes = (call: Call): boolean => spec.values!.of(call).some((value) => sameValue(value, seen));
  const aborted = failedWriters(columns, key, machine, writes);
  if (aborted.length > 0) return { kind: 'aborted-read', outside: aborted };
  if (writer === Infinity) return { kind: 'thin-air-read', outside: [] };
  return { kind: 'future-read', outside: [columns.index[writer]!] };
}

/**
 * Whether what a read answered was there before it was invoked: at first, by an update that needs nothing before it, or in an
 * earlier read. Where the answer can't be explained it was overwritten since.
 */
function wasThere(machine: Machine, calls: CallTable, row: number): boolean {
  const classes = machine.classesOf(calls);
  const read = classes[row]!;
  if (machine.step(machine.initial, read) !== IMPOSSIBLE) return true;
  return classes.some((klass, other) => {
    if (klass === read) return calls.ret[other]! < calls.call[row]!;
    if (machine.overwriting[klass] !== true || calls.call[other]! > calls.call[row]!) return false;
    return machine
      .nextOf(machine.step(machine.initial, klass))
      .some((state) => machine.step(state, read) !== IMPOSSIBLE);
  });
}

function isPart(argument: unknown, text: unknown): boolean {
  return typeof argument === 'string' && argument !== '' && typeof text === 'string' && text.includes(argument);
}

function failedWriters(
  columns: Columns,
  key: number,
  { spec }: Machine,
  isWanted: (call: Call) => boolean,
): readonly number[] {
  const found: number[] = [];
  for (let position = 0; position < columns.length; position++) {
    const f = columns.fNames[columns.f[position]!]!;
    if (columns.type[position] !== INVOKE || columns.key[position] !== key || !spec.operations.includes(f)) continue;
    const completion = columns.pair[position]!;
    if (completion < 0 || columns.type[completion] !== FAIL || spec.readOnly?.includes(f) === true) continue;
    const call: Call = { f, argument: columns.values[columns.value[position]!], result: undefined, known: false };
    if (isWanted(call)) found.push(columns.index[position]!);
  }
  return found;
}
