import type { Columns } from '../../../history/columns.ts';
import type { Anomaly } from '../../verdict.ts';
import { OPEN, type CallTable } from '../call-table.ts';
import type { Core, CoreOperation } from '../certificate.ts';
import type { Machine } from '../engine/machine.ts';
import type { FastViolation } from '../fast/fast-outcome.ts';
import type { Partition } from '../partition.ts';
import { coreOf } from './core.ts';
import { draftOf, Oracle, type Draft } from './draft.ts';
import { explainCore } from './explain-core.ts';
import { nameViolation } from './name-violation.ts';
import { withoutValues } from './reduce.ts';

const ORACLE_STEPS = 2_000_000;
const ORACLE_FACTOR = 30;

/** A violation with its proof. */
export interface ProvenViolation {
  readonly anomaly: Anomaly;
  readonly core: Core;
}

/**
 * Explains why the calls on an object have no order.
 *
 * @param fast what a polynomial checker found, if one did
 * @param steps what it took the engine to see it, otherwise
 */
export function proveViolation(
  columns: Columns,
  partition: Partition,
  machine: Machine,
  fast: FastViolation | undefined,
  steps: number,
  bytes: number,
): ProvenViolation {
  const { calls, key } = partition;
  const whole = draftOf(machine, calls);
  const oracle = new Oracle(ORACLE_STEPS + ORACLE_FACTOR * steps, bytes);
  const named = fast === undefined ? whole : keepOnly(whole, fast, machine);
  const start = fast === undefined || oracle.hasNoOrder(named, ORACLE_STEPS) ? named : whole;
  const core = coreOf(start, oracle, steps, bytes);
  const explanation = explainCore(core, (row) => columns.index[calls.call[row]!]!);
  const operations = core.calls.map((call) => coreOperation(columns, calls, machine, call));
  const keyValue = key < 0 ? undefined : columns.keys[key];
  const object = key < 0 ? {} : { key: keyValue };
  const { kind, aborted } = nameViolation(columns, partition, machine, core, explanation.failing, fast?.anomaly);
  return {
    anomaly: {
      kind,
      message: key < 0 ? explanation.message : `key ${JSON.stringify(keyValue)}: ${explanation.message}`,
      operations: [...operations.map(({ index }) => index), ...aborted].sort((a, b) => a - b),
      steps: explanation.steps,
    },
    core: { ...object, begin: core.begin, states: core.roots.map((root) => machine.states[root]), operations },
  };
}

/** What is left when all values and read-only calls go that a polynomial checker did not name. */
function keepOnly(draft: Draft, { values, reads }: FastViolation, machine: Machine): Draft {
  const kept = new Set(values);
  const keptReads = new Set(reads);
  const smaller = withoutValues(draft, (value) => !kept.has(value));
  return {
    ...smaller,
    calls: smaller.calls.filter(({ row, klass }) => machine.omittable[klass] !== true || keptReads.has(row)),
  };
}

function coreOperation(
  columns: Columns,
  calls: CallTable,
  machine: Machine,
  { row, klass, call, ret, skippable }: Draft['calls'][number],
): CoreOperation {
  return {
    ...machine.calls[klass]!,
    index: columns.index[calls.call[row]!]!,
    call,
    ret: ret === OPEN ? undefined : ret,
    ...(skippable ? { skippable } : {}),
  };
}
