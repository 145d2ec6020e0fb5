import { describe, expect, it } from 'vitest';
import { EdgeList } from '../../../../src/checkers/graph/edge-list.ts';
import { WR } from '../../../../src/checkers/isolation/dependencies.ts';
import { orderInTime } from '../../../../src/checkers/isolation/order-in-time.ts';
import { readTransactions } from '../../../../src/checkers/isolation/read-transactions.ts';
import type { History } from '../../../../src/history/history.ts';
import { shorthand } from '../../../helpers/isolation/shorthand.ts';

/** An order of the transactions of a history under edges between them; nodes from their number on are helpers. */
function order(history: History, edges: readonly (readonly [number, number])[], helpers = 0, absent = -1) {
  const transactions = readTransactions(history, 'list-append');
  const list = new EdgeList();
  for (const [from, to] of edges) list.add(from, to, WR);
  const found = orderInTime({
    transactions,
    present: Uint8Array.from({ length: transactions.count }, (_, t) => (t === absent ? 0 : 1)),
    readsFrom: new Int32Array(0),
    edges: list,
    nodeCount: transactions.count + helpers,
  });
  return found === undefined ? undefined : [...found];
}

const together = shorthand('ax1 | ax2 | ax3');
const oneByOne = shorthand('ax1 | ax2 | ax3', 'sequence');

describe('an order in time', () => {
  it('follows the edges where all overlap', () => {
    expect(order(together, [[2, 1], [1, 0]])).toEqual([2, 1, 0]); // prettier-ignore
  });

  it('follows real time where nothing else is said, and not against it', () => {
    expect(order(oneByOne, [])).toEqual([0, 1, 2]);
    expect(order(oneByOne, [[0, 2]])).toEqual([0, 1, 2]);
    expect(order(oneByOne, [[2, 0]])).toBeUndefined();
  });

  it('there is none where edges go round, alone or through a helper', () => {
    expect(order(together, [[0, 1], [1, 0]])).toBeUndefined(); // prettier-ignore
    expect(order(together, [[0, 3], [3, 1], [1, 0]], 1)).toBeUndefined(); // prettier-ignore
  });

  it('helpers stand in it for nobody, and bind what is on both sides', () => {
    expect(order(together, [[2, 3], [3, 0], [3, 1]], 1)).toEqual([2, 0, 1]); // prettier-ignore
  });

  it('an unknown outcome holds nobody up, and waits for what came before', () => {
    const lost = shorthand('info::ax1 | ax2 | ax3', 'sequence');
    expect(order(lost, [[2, 0]])).toEqual([1, 2, 0]);
    const last = shorthand('ax1 | ax2 | info::ax3', 'sequence');
    expect(order(last, [[2, 1]])).toBeUndefined();
  });

  it('what took no effect is left out', () => {
    expect(order(oneByOne, [], 0, 1)).toEqual([0, 2]);
  });
});
