import type { Operation } from '../../../vendor/porcupine-ts/src/index.ts';
import type { ModelHistory } from './history-line.ts';
import type { Draw } from './random-histories.ts';

const MUTATIONS_MAX = 4;
/** How far an end of an interval is moved, in places of the file. */
const SHIFT_MAX = 12;

/** The history with one to four small changes, each of which leaves every call its return. */
export function mutateHistory(history: ModelHistory, draw: Draw): ModelHistory {
  switch (history.model) {
    case 'register':
      return { ...history, operations: mutate(history.operations, draw) };
    case 'cas-register':
      return { ...history, operations: mutate(history.operations, draw) };
    case 'kv':
      return { ...history, operations: mutate(history.operations, draw) };
  }
}

function mutate<I, O>(operations: readonly Operation<I, O>[], draw: Draw): Operation<I, O>[] {
  const mutated = [...operations];
  for (let left = 1 + draw(MUTATIONS_MAX); left > 0; left--) {
    const index = draw(mutated.length);
    const operation = mutated[index]!;
    switch (draw(4)) {
      case 0:
        mutated.splice(index, 1);
        break;
      case 1:
        mutated[index] = { ...operation, output: sameKind(mutated, operation, draw).output };
        break;
      case 2:
        mutated[index] = { ...operation, call: Number(operation.call) - draw(SHIFT_MAX) };
        break;
      default:
        mutated[index] = {
          ...operation,
          return: Math.max(Number(operation.call), Number(operation.return) - draw(SHIFT_MAX)),
        };
    }
  }
  return mutated;
}

/** Another operation whose output fits the input of this one. */
function sameKind<I, O>(
  operations: readonly Operation<I, O>[],
  operation: Operation<I, O>,
  draw: Draw,
): Operation<I, O> {
  const kindOf = ({ input }: Operation<I, O>) => (input as { readonly kind: string }).kind;
  const fitting = operations.filter((other) => kindOf(other) === kindOf(operation));
  return fitting[draw(fitting.length)]!;
}
