import type { Operation } from '../../../vendor/porcupine-ts/src/index.ts';
import type { CasInput, CasOutput } from '../../../vendor/porcupine-ts/test/models/cas-register.ts';
import type { KeyValueInput } from '../../../vendor/porcupine-ts/test/models/key-value.ts';
import type { RegisterInput } from '../../../vendor/porcupine-ts/test/models/register.ts';
import type { ModelHistory } from './history-line.ts';

/** A whole number from 0 up to, not including, `limit`. */
export type Draw = (limit: number) => number;

const OPERATIONS_MAX = 24;
const CLIENTS_MAX = 6;

/**
 * A history of clients that work one operation after the other on one correct object: each operation takes effect at a
 * random point of its interval. With a chance of one half, one to three outputs are then drawn anew, so that both
 * verdicts are common.
 */
export function randomHistory(draw: Draw): ModelHistory {
  const corrupt = draw(2) === 0 ? 1 + draw(3) : 0;
  switch (draw(3)) {
    case 0:
      return { model: 'register', operations: randomOperations(draw, registerObject(draw), corrupt) };
    case 1:
      return { model: 'cas-register', operations: randomOperations(draw, casObject(draw), corrupt) };
    default:
      return { model: 'kv', operations: randomOperations(draw, keyValueObject(draw), corrupt) };
  }
}

/** An object under test: draws inputs, answers them correctly, and draws answers. */
interface TestObject<I, O> {
  drawInput(): I;
  apply(input: I): O;
  drawOutput(input: I): O;
}

function randomOperations<I, O>(draw: Draw, object: TestObject<I, O>, corrupt: number): Operation<I, O>[] {
  const clients = 1 + draw(CLIENTS_MAX);
  const count = 1 + draw(OPERATIONS_MAX);
  const free = Array.from({ length: clients }, () => 0);
  const planned = Array.from({ length: count }, () => {
    const clientId = draw(clients);
    const call = free[clientId]! + draw(4);
    const effect = call + draw(6);
    const returned = effect + draw(6);
    // One more, for a client's operations must not touch: they would be concurrent.
    free[clientId] = returned + 1;
    return { clientId, input: object.drawInput(), call, returned, effect };
  });
  planned.sort((left, right) => left.effect - right.effect);
  const operations = planned.map(({ clientId, input, call, returned }) => {
    return { clientId, input, call, output: object.apply(input), return: returned };
  });
  for (let round = 0; round < corrupt; round++) {
    const index = draw(count);
    operations[index] = { ...operations[index]!, output: object.drawOutput(operations[index]!.input) };
  }
  return operations;
}

function registerObject(draw: Draw): TestObject<RegisterInput, number> {
  let state = 0;
  return {
    drawInput: () => (draw(2) === 0 ? { kind: 'read' } : { kind: 'write', value: draw(4) }),
    apply: (input) => (input.kind === 'write' ? (state = input.value) : state),
    drawOutput: () => draw(4),
  };
}

function casObject(draw: Draw): TestObject<CasInput, CasOutput> {
  let state: number | null = null;
  return {
    drawInput() {
      const kind = draw(3);
      if (kind === 0) return { kind: 'read' };
      return kind === 1 ? { kind: 'write', value: draw(4) } : { kind: 'cas', from: draw(4), to: draw(4) };
    },
    apply(input) {
      if (input.kind === 'read') return { kind: 'value', value: state };
      if (input.kind === 'cas' && input.from !== state) return { kind: 'swapped', swapped: false };
      state = input.kind === 'cas' ? input.to : input.value;
      return input.kind === 'cas' ? { kind: 'swapped', swapped: true } : { kind: 'done' };
    },
    drawOutput(input) {
      if (input.kind === 'write' || draw(3) === 0) return { kind: 'unknown' };
      return input.kind === 'read'
        ? { kind: 'value', value: draw(5) === 0 ? null : draw(4) }
        : { kind: 'swapped', swapped: draw(2) === 0 };
    },
  };
}

function keyValueObject(draw: Draw): TestObject<KeyValueInput, string> {
  const state: Record<string, string> = {};
  return {
    drawInput() {
      const key = draw(2) === 0 ? 'x' : 'y';
      const kind = (['get', 'put', 'append'] as const)[draw(3)]!;
      return { kind, key, value: kind === 'get' ? '' : String(draw(4)) };
    },
    apply({ kind, key, value }) {
      if (kind === 'get') return state[key] ?? '';
      state[key] = kind === 'put' ? value : (state[key] ?? '') + value;
      return '';
    },
    drawOutput: (input) => (input.kind === 'get' ? Array.from({ length: draw(3) }, () => draw(4)).join('') : ''),
  };
}
