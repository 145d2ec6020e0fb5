import type { Columns } from '../../../history/columns.ts';
import type { Anomaly } from '../../verdict.ts';
import { OPEN, type CallTable } from '../call-table.ts';
import type { Core, CoreOperation } from '../certificate.ts';
import type { Decision } from '../engine/decide.ts';
import type { Machine } from '../engine/machine.ts';
import type { FastViolation } from '../fast/fast-outcome.ts';
import type { Partition } from '../partition.ts';
import { coreOf } from './core.ts';
import { cutAt, draftOf, Oracle, type Draft } from './draft.ts';
import { explainCore } from './explain-core.ts';
import { nameViolation } from './name-violation.ts';
import { withoutValues } from './reduce.ts';

const ORACLE_STEPS = 2_000_000;
const ORACLE_FACTOR = 30;

/** A violation, with its proof unless none was asked for. */
export interface FoundViolation {
  readonly anomaly: Anomaly;
  readonly core?: Core;
}

/**
 * Explains why the calls on an object have no order.
 *
 * @param found what a polynomial checker found, or the search that tried everything
 */
export function proveViolation(
  columns: Columns,
  partition: Partition,
  machine: Machine,
  found: FastViolation | Decision,
  bytes: number,
): FoundViolation {
  const { calls, key } = partition;
  const whole = draftOf(machine, calls);
  const fast = 'search' in found ? undefined : found;
  const steps = 'search' in found ? found.search.steps : 0;
  const oracle = new Oracle(ORACLE_STEPS + ORACLE_FACTOR * steps, bytes);
  const named = 'search' in found ? untilItFails(whole, found) : keepOnly(whole, found, machine);
  const start = fast === undefined || oracle.hasNoOrder(named, ORACLE_STEPS) ? named : whole;
  const core = coreOf(start, oracle, steps, bytes);
  const explanation = explainCore(core, columns, calls);
  const operations = core.calls.map((call) => coreOperation(columns, calls, machine, call));
  const keyValue = key < 0 ? undefined : columns.keys[key];
  const object = key < 0 ? {} : { key: keyValue };
  const { kind, outside } = nameViolation(columns, partition, machine, core, explanation.failing, fast?.anomaly);
  return {
    anomaly: {
      kind,
      message: key < 0 ? explanation.message : `key ${JSON.stringify(keyValue)}: ${explanation.message}`,
      operations: [...operations.map(({ index }) => index), ...outside].sort((a, b) => a - b),
      steps: explanation.steps,
    },
    core: {
      ...object,
      begin: core.begin,
      configurations: core.roots.map(({ state, done }) => ({
        state: machine.states[state],
        done: done.map((row) => columns.index[calls.call[row]!]!),
      })),
      ...(core.valuesBefore && { values: core.valuesBefore.map((value) => machine.values.valueOf(value)) }),
      operations,
    },
  };
}

/** The calls up to the first return that the search could not get past. One that looks ahead gives up earlier, so it does not say. */
function untilItFails(draft: Draft, { search, timeline }: Decision): Draft {
  const failing = timeline.returns[search.furthest];
  if (failing === undefined || draft.machine.spec.growth !== undefined) return draft;
  return cutAt(draft, draft.calls[failing]!.ret);
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
