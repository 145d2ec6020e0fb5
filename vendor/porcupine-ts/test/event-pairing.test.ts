import { expect, test } from 'vitest';
import { checkEvents, MalformedHistoryError, type Event } from '../src/index.ts';
import { pairEvents } from '../src/event-pairing.ts';
import { register } from './models/register.ts';

const call = (id: number, metadata?: string): Event<string, string, string> => {
  return { kind: 'call', clientId: id + 10, value: `in ${id}`, id, metadata };
};
const answer = (id: number, metadata?: string): Event<string, string, string> => {
  return { kind: 'return', clientId: id + 10, value: `out ${id}`, id, metadata };
};

test('pairs calls with returns, in the order of the calls, with places as times', () => {
  expect(pairEvents([call(7), call(3, 'm'), answer(3), answer(7)])).toEqual([
    { clientId: 17, input: 'in 7', call: 0, output: 'out 7', return: 3, metadata: undefined },
    { clientId: 13, input: 'in 3', call: 1, output: 'out 3', return: 2, metadata: 'm' },
  ]);
});

test('metadata of the return takes the place of that of the call', () => {
  expect(pairEvents([call(0, 'called'), answer(0, 'returned')])[0]!.metadata).toBe('returned');
});

test.each([
  [
    'a call without return',
    [call(0), call(1), answer(0)],
    1,
    /Event 1 calls id 1, which never returns; append a return/,
  ],
  ['a return without call', [answer(4)], 0, /Event 0 returns id 4, which no call before it left open\./],
  ['a second return', [call(0), answer(0), answer(0)], 2, /Event 2 returns id 0, which no call before it left open\./],
  ['a second call', [call(0), answer(0), call(0)], 2, /Event 2 calls id 0 a second time\./],
])('%s is refused', (_, events, index, message) => {
  const error = (() => {
    try {
      return pairEvents(events);
    } catch (caught) {
      return caught;
    }
  })();
  expect(error).toBeInstanceOf(MalformedHistoryError);
  expect(error).toMatchObject({ name: 'MalformedHistoryError', index, message: expect.stringMatching(message) });
});

test('the check refuses what pairing refuses', () => {
  expect(() => checkEvents(register, [{ kind: 'call', value: { kind: 'read' }, id: 0 }])).toThrow(
    MalformedHistoryError,
  );
});
