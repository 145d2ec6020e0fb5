import type { CasInput, CasOutput } from '../../../vendor/porcupine-ts/test/models/cas-register.ts';
import { casRegister } from '../../../vendor/porcupine-ts/test/models/cas-register.ts';
import type { Operation } from '../../../vendor/porcupine-ts/src/index.ts';
import { checkLinearizability } from '../../../src/checkers/linearizability/check-linearizability.ts';
import type { Spec } from '../../../src/checkers/linearizability/spec.ts';
import { History } from '../../../src/history/history.ts';
import type { Operation as Line } from '../../../src/history/operation.generated.ts';
import type { ModelHistory } from './history-line.ts';

/** Porcupine's register, in which a `cas` that found another value says so. */
const observedCas: Spec<number | null> = {
  name: 'observed-cas',
  operations: ['read', 'write', 'cas'],
  readOnly: ['read'],
  overwriting: ['write'],
  changesNothing: ({ result }) => (result as CasOutput).kind === 'swapped' && !(result as { swapped: boolean }).swapped,
  initial: null,
  step(state, { argument, result }) {
    const next = casRegister.step(state, argument as CasInput, result as CasOutput);
    return next === undefined ? [] : [next];
  },
};

/** The verdict of capcheck's own checkers, in Porcupine's words. */
export function checkByEngine(history: ModelHistory, stepBudget: number): 'Ok' | 'Illegal' | 'Unknown' {
  const { verdict } = checkLinearizability(linesOf(history), { ...optionsFor(history), stepBudget, explain: false });
  if (verdict === 'unknown') return 'Unknown';
  return verdict === 'violated' ? 'Illegal' : 'Ok';
}

function optionsFor({ model }: ModelHistory): Parameters<typeof checkLinearizability>[1] {
  if (model === 'register') return { spec: 'register', initial: 0 };
  return model === 'kv' ? { spec: 'key-value', initial: '', independent: true } : { spec: observedCas };
}

/** Calls and returns in the order of their times; of one time, calls first, for Porcupine's intervals are closed. */
function linesOf(history: ModelHistory): History {
  const events = history.operations.flatMap((operation: Operation<unknown, unknown>, process) => {
    const values = valuesOf(history.model, operation);
    return [
      {
        time: Number(operation.call),
        isReturn: 0,
        line: { process, type: 'invoke', f: values.f, value: values.asked },
      },
      { time: Number(operation.return), isReturn: 1, line: { process, type: 'ok', f: values.f, value: values.seen } },
    ] as const;
  });
  events.sort((a, b) => a.time - b.time || a.isReturn - b.isReturn);
  return new History(events.map(({ line }, index): Line => ({ ...line, index, time: index })));
}

function valuesOf(
  model: ModelHistory['model'],
  { input, output }: Operation<unknown, unknown>,
): { readonly f: string; readonly asked: unknown; readonly seen: unknown } {
  const { kind: f, key, value = null } = input as { kind: string; key?: string; value?: unknown };
  if (model === 'cas-register') return { f, asked: input, seen: output };
  if (model === 'register') return { f, asked: value, seen: f === 'read' ? output : value };
  return f === 'get' ? { f, asked: [key, null], seen: [key, output] } : { f, asked: [key, value], seen: [key, value] };
}
