import type { Event, Operation } from '../src/index.ts';
import type { KeyValueInput } from './models/key-value.ts';
import type { RegisterInput } from './models/register.ts';

/** Short forms for the histories of the tests. */
export const write = (value: number): RegisterInput => ({ kind: 'write', value });
export const read: RegisterInput = { kind: 'read' };

export function operation<I, O>(
  clientId: number,
  input: I,
  call: number,
  output: O,
  returned: number,
): Operation<I, O> {
  return { clientId, input, call, output, return: returned };
}

/** Events in the order of the list: `[id, input]` calls, `[id, output, 'return']` returns; the client is the id. */
export function events<I, O>(
  list: readonly ([id: number, input: I] | [id: number, output: O, 'return'])[],
): Event<I, O>[] {
  return list.map((element) =>
    element.length === 2
      ? { kind: 'call', id: element[0], clientId: element[0], value: element[1] }
      : { kind: 'return', id: element[0], clientId: element[0], value: element[1] },
  );
}

function keyValue(client: number, input: KeyValueInput, call: number, output: string, returned: number) {
  return operation(client, input, call, output, returned);
}

const get = (key: string): KeyValueInput => ({ kind: 'get', key, value: '' });
const put = (key: string, value: string): KeyValueInput => ({ kind: 'put', key, value });

/** Two keys. Only the operations of `x` have no order: of three reads the second sees `z`, the others `y`. */
export const twoKeys: readonly Operation<KeyValueInput, string>[] = [
  keyValue(0, get('x'), 0, 'w', 100),
  keyValue(1, put('x', 'y'), 5, '', 10),
  keyValue(2, put('x', 'z'), 0, '', 10),
  keyValue(1, get('x'), 20, 'y', 30),
  keyValue(1, put('x', 'w'), 35, '', 45),
  keyValue(5, get('x'), 25, 'z', 35),
  keyValue(3, get('x'), 30, 'y', 40),
  keyValue(4, get('y'), 50, 'a', 90),
  keyValue(2, put('y', 'a'), 55, '', 85),
];
