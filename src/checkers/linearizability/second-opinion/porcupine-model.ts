import { hashText, toModel, type Model, type Operation } from 'porcupine-ts';
import { canonicalText } from '../../../history/canonical.ts';
import type { Columns } from '../../../history/columns.ts';
import { OPEN, UNSEEN } from '../call-table.ts';
import { describeCall } from '../explain/describe-call.ts';
import type { Partition } from '../partition.ts';
import type { Call, Spec } from '../spec.ts';

/** A state of a spec with the text that distinguishes it. */
interface KeyedState {
  readonly state: unknown;
  readonly key: string;
}

/** A spec as Porcupine's model, whose states are sets of the spec's states. */
export type PorcupineModel = Model<readonly KeyedState[], Call, undefined, number>;

/** A call as Porcupine's operation: the input has the result too, and the metadata is the index of the invocation. */
export type PorcupineOperation = Operation<Call, undefined, number>;

/** The model of a spec in which a call of unknown outcome takes effect or does not. */
export function modelOf(spec: Spec, initial: unknown): PorcupineModel {
  const keyed = (state: unknown): KeyedState => ({ state, key: keyOf(spec, state) });
  return toModel<KeyedState, Call, undefined, number>({
    init: () => [keyed(initial)],
    step({ state }, call) {
      const next = spec.step(state, call).map(keyed);
      return call.known ? next : [keyed(state), ...next];
    },
    equal: (one, other) => one.key === other.key,
    hash: ({ key }) => hashText(key),
    describeOperation: (call) => describeCall(spec, call),
    describeState: ({ state }) => canonicalText(state),
    describeOperationMetadata: (index) => `operation ${index}`,
  });
}

/** The calls on one object; one that never returned ends after everything else. */
export function operationsOf(columns: Columns, { calls }: Partition, spec: Spec): readonly PorcupineOperation[] {
  return Array.from({ length: calls.length }, (_, row) => {
    const position = calls.call[row]!;
    const known = calls.result[row] !== UNSEEN;
    const call: Call = {
      f: spec.operations[calls.f[row]!]!,
      argument: columns.values[calls.argument[row]!],
      result: known ? columns.values[calls.result[row]!] : undefined,
      known,
    };
    return {
      clientId: columns.process[position]!,
      input: call,
      call: position,
      output: undefined,
      return: calls.ret[row] === OPEN ? columns.length : calls.ret[row]!,
      metadata: columns.index[position]!,
    };
  });
}

function keyOf(spec: Spec, state: unknown): string {
  return spec.key === undefined ? canonicalText(state) : String(spec.key(state));
}
