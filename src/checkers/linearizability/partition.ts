import type { Columns } from '../../history/columns.ts';
import { HistoryError, show } from '../../history/history-error.ts';
import { FAIL, INFO, INVOKE, OK } from '../../history/operation-type.ts';
import { nearestName } from '../../unknown-name-error.ts';
import { OPEN, sliceCalls, UNSEEN, type CallTable } from './call-table.ts';
import { refuseMalformed } from './refuse-malformed.ts';
import type { Spec } from './spec.ts';
import { specsWith } from './specs/catalog.ts';

/** The calls on one object. Objects are independent of each other, and linearizability is local: each is checked alone. */
export interface Partition {
  /** Index into the columns' `keys`, or -1 for a history of one object. */
  readonly key: number;
  readonly calls: CallTable;
}

/** A history taken apart by object, and how much of it took part. */
export interface Partitions {
  readonly partitions: readonly Partition[];
  readonly ok: number;
  readonly fail: number;
  readonly info: number;
}

/**
 * Takes the columns of a history apart by key.
 *
 * @param spec any `f` but its operations is an error unless `only` leaves it out
 * @param only names of the operations to consider
 * @throws HistoryError for an operation that the spec does not know, or one whose values do not fit it
 */
export function partitionCalls(columns: Columns, spec: Spec, only: readonly string[] | undefined): Partitions {
  const codes = columns.fNames.map((name) => {
    if (only !== undefined && !only.includes(name)) return -1;
    return spec.operations.indexOf(name);
  });
  const starts = startsOf(columns, codes);
  const calls = emptyTable(starts.at(-1)!);
  const next = starts.slice();
  let ok = 0;
  let fail = 0;
  let info = 0;
  for (let position = 0; position < columns.length; position++) {
    if (columns.type[position] !== INVOKE || columns.process[position]! < 0) continue;
    const code = codes[columns.f[position]!]!;
    if (code < 0) {
      refuseUnknown(columns, position, spec, only);
      continue;
    }
    const completion = columns.pair[position]!;
    const outcome = completion < 0 ? INFO : columns.type[completion]!;
    if (outcome === FAIL) {
      fail++;
      continue;
    }
    if (outcome === OK) ok++;
    else info++;
    const row = next[columns.key[position]! + 1]!++;
    calls.f[row] = code;
    calls.argument[row] = columns.value[position]!;
    calls.result[row] = outcome === OK ? columns.value[completion]! : UNSEEN;
    calls.call[row] = position;
    calls.ret[row] = outcome === OK ? completion : OPEN;
  }
  const partitions: Partition[] = [];
  for (let key = -1; key < columns.keys.length; key++) {
    const start = starts[key + 1]!;
    const end = next[key + 1]!;
    if (end > start) partitions.push({ key, calls: sliceCalls(calls, start, end) });
  }
  refuseMalformed(columns, partitions, spec);
  return { partitions, ok, fail, info };
}

/** By key, beginning with -1: where its calls begin in a table of all; room for those that failed is left empty. */
function startsOf(columns: Columns, codes: readonly number[]): Int32Array {
  const starts = new Int32Array(columns.keys.length + 2);
  // Without keys there is nothing to count: no more calls than operations.
  if (columns.keys.length === 0) return starts.fill(columns.length, 1);
  for (let position = 0; position < columns.length; position++)
    if (columns.type[position] === INVOKE && columns.process[position]! >= 0 && codes[columns.f[position]!]! >= 0)
      starts[columns.key[position]! + 2]!++;
  for (let key = 1; key < starts.length; key++) starts[key]! += starts[key - 1]!;
  return starts;
}

function refuseUnknown(columns: Columns, position: number, spec: Spec, only: readonly string[] | undefined): void {
  const name = columns.fNames[columns.f[position]!]!;
  if (only !== undefined && !only.includes(name)) return;
  const others = specsWith(namesIn(columns));
  const near = nearestName(name, spec.operations);
  const advice = [
    ...(others.length > 0 ? [`All operations of this history are in ${others.join(', ')}.`] : []),
    ...(others.length === 0 && near !== undefined ? [`Did you mean ${show(near)}?`] : []),
    'To leave operations out, name those to consider (fs, or --only).',
  ];
  throw new HistoryError(
    `${show(name)} is no operation of the spec ${spec.name}; expected ${spec.operations.join(', ')}. ${advice.join(' ')}`,
    { operation: position, field: 'f' },
  );
}

/** What clients call. */
function namesIn(columns: Columns): ReadonlySet<string> {
  const names = new Set<string>();
  for (let position = 0; position < columns.length; position++)
    if (columns.process[position]! >= 0) names.add(columns.fNames[columns.f[position]!]!);
  return names;
}

function emptyTable(length: number): CallTable {
  return {
    length,
    f: new Uint8Array(length),
    argument: new Int32Array(length),
    result: new Int32Array(length),
    call: new Int32Array(length),
    ret: new Int32Array(length),
  };
}
