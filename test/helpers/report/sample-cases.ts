import type { Anomaly } from '../../../src/checkers/verdict.ts';
import type { GuaranteeName } from '../../../src/claims/vocabulary.ts';
import type { History } from '../../../src/history/history.ts';
import type { Operation } from '../../../src/history/operation.generated.ts';
import type { FailureCase } from '../../../src/report/failure-case.ts';
import type { RunResult } from '../../../src/search/run-result.ts';
import type { Topology } from '../../../src/simulation/topology.ts';
import { HistoryBuilder, indicesWhere } from './history-builder.ts';
import { sampleDynamoResult, sampleJudgement, sampleResult } from './sample-results.ts';

const ZONES = ['a', 'a', 'b', 'b', 'c'];

export const SAMPLE_TOPOLOGY: Topology = {
  servers: ZONES.map((zone, nth) => ({ name: `n${nth + 1}`, region: 'r1', zone, rack: `${zone}1`, votes: true })),
  clients: ZONES.map((zone, nth) => {
    return { name: `c${nth + 1}`, region: 'r1', zone, rack: `${zone}1`, home: `n${nth + 1}` };
  }),
};

/** A stale read: `write 3 = 41` is acknowledged, then another client still reads 17. */
function staleReadHistory(): History {
  const history = new HistoryBuilder()
    .topology(SAMPLE_TOPOLOGY)
    .fault(1000, 'crash', 900, 1400, { targets: ['n4'] })
    .fault(2000, 'partition', 2900, 4300, {
      shape: 'halves',
      deaf: { n1: ['n3', 'n4', 'n5'], n2: ['n3', 'n4', 'n5'], n3: ['n1', 'n2'], n4: ['n1', 'n2'], n5: ['n1', 'n2'] },
    })
    .fault(3000, 'clock-offset', 3100, 5200, { targets: ['n5'], amount: -350 })
    .fault(4000, 'delay', 6100, 7000, {
      targets: ['n1', 'n2', 'n3', 'n4', 'n5'],
      perMillion: 1_000_000,
      micros: 40_000,
    })
    .observe(8000, 'nemesis', 'heal', null)
    .operation(3010, 22, 2, 'write', [3, 17], 'ok')
    .operation(3120.5, 31.25, 3, 'write', [3, 41], 'ok')
    .operation(3190, 18.7, 0, 'read', [3, null], 'ok', [3, 17])
    .operation(3060, 600, 1, 'write', [3, 23], 'info', [3, 23], { error: 'timeout' })
    .operation(3140, 15, 4, 'read', [5, null], 'fail', [5, null], { error: 'no quorum' });
  for (let client = 0; client < 5; client++)
    for (let nth = 0; nth < 18; nth++) {
      const millis = 200 + nth * 520 + client * 70;
      if (millis > 2950 && millis < 3700) continue;
      addFiller(history, client, nth, millis);
    }
  return history.build();
}

function addFiller(history: HistoryBuilder, client: number, nth: number, millis: number): void {
  const key = 10 + ((client + nth) % 4);
  const value = 100 + client * 20 + nth;
  const process = client === 1 && millis > 3600 ? 6 : client;
  if (nth % 6 === 5 && process !== 6 && client !== 1)
    history.operation(millis, 9, process, 'read', [key, null], 'fail', [key, null], { error: 'no leader' });
  else if (nth % 2 === 0) history.operation(millis, 14 + nth, process, 'write', [key, value], 'ok');
  else history.operation(millis, 6 + client, process, 'read', [key, null], 'ok', [key, value - 1]);
}

export function staleReadCase(given: Partial<RunResult> = {}): FailureCase {
  const history = staleReadHistory();
  const on3 = (op: Operation): boolean => Array.isArray(op.value) && op.value[0] === 3 && op.process !== 1;
  const operations = indicesWhere(history, on3);
  const [w17, r17, w41, ok41, read, okRead] = operations;
  const anomaly: Anomaly = {
    kind: 'stale-read',
    message: `read [3,null] (operation ${read}, process 0) returned 17, although write [3,41] (operation ${w41}, process 3) had been acknowledged (operation ${ok41}) before it began.`,
    operations,
    steps: [
      `Operation ${w17} wrote 17 and ended at operation ${r17}.`,
      `Operation ${w41} overwrote it with 41 and was acknowledged at operation ${ok41}.`,
      `Operation ${read} began later, so it must see 41 or something newer; operation ${okRead} says 17.`,
      `No order of operations ${w17}, ${w41} and ${read} fits both the values and the times.`,
    ],
  };
  return caseOf(
    sampleResult({ variant: 'unsafe-snapshot', preset: 'split-brain', seed: 17, ...given }),
    history,
    'linearizable-registers',
    [anomaly],
    'reports/cases/spanner-unsafe-snapshot-17.json',
  );
}

/** A lost addition: acknowledged in the partition, missing in the final read and on a replica nine seconds later. */
export function lostAdditionCase(): FailureCase {
  const builder = new HistoryBuilder()
    .topology(SAMPLE_TOPOLOGY)
    .fault(1000, 'partition', 1200, 5100, { shape: 'one-way', deaf: { n1: ['n2', 'n3'], n2: ['n4'] } })
    .fault(2000, 'loss', 2000, 3500, { targets: ['n2'], perMillion: 210_000, micros: 0 })
    .fault(3000, 'power-loss', 2100, 2600, { targets: ['n5'] })
    .observe(8000, 'nemesis', 'heal', null)
    .operation(1500, 25, 0, 'add', { cart: 'c2', item: 'item-17' }, 'ok')
    .operation(1490, 44, 2, 'add', { cart: 'c2', item: 'item-18' }, 'ok')
    .operation(10_800, 12, 4, 'cart', { cart: 'c2', items: null }, 'ok', { cart: 'c2', items: ['item-18'] })
    .observe(10_500, 'n3', 'replica-state', {
      keys: { c2: { owners: ['n3', 'n4', 'n5'], siblings: [['item-18']], clock: 'n3:2' } },
    })
    .observe(10_500, 'n4', 'replica-state', {
      keys: { c2: { owners: ['n3', 'n4', 'n5'], siblings: [['item-18']], clock: 'n3:2' } },
    });
  for (let client = 0; client < 5; client++)
    for (let nth = 0; nth < 16; nth++) {
      const millis = 180 + nth * 480 + client * 91;
      if (millis > 1300 && millis < 1700) continue;
      builder.operation(
        millis,
        11 + ((nth * 7) % 20),
        client,
        'add',
        { cart: `c${(nth % 3) + 3}`, item: `item-${client}-${nth}` },
        'ok',
      );
    }
  const history = builder.build();
  const cited = indicesWhere(history, (op) => op.process === 'n4' || JSON.stringify(op.value).includes('item-17'));
  const reads = indicesWhere(history, (op) => op.f === 'cart');
  const [add, acknowledged] = cited;
  const anomaly: Anomaly = {
    kind: 'lost-addition',
    message: `add {"cart":"c2","item":"item-17"} (operation ${add}, process 0) was acknowledged (operation ${acknowledged}) and never removed, but the item is missing in the final read (operation ${reads[1]}) and on n4.`,
    operations: [...cited, ...reads],
  };
  const result = sampleDynamoResult({ variant: 'last-writer-wins', seed: 204 });
  return caseOf(result, history, 'no-lost-addition', [anomaly], 'reports/cases/dynamo-last-writer-wins-204.json');
}

/** A failing run whose named guarantee is violated by the given anomalies, and whose other guarantees are as sampled. */
export function caseOf(
  result: RunResult,
  history: History,
  guarantee: GuaranteeName,
  anomalies: readonly [Anomaly, ...Anomaly[]],
  caseFile: string,
): FailureCase {
  const guarantees = result.judgement.guarantees.map((judged) =>
    judged.name === guarantee
      ? { name: guarantee, verdict: { verdict: 'violated' as const, exercised: judged.verdict.exercised, anomalies } }
      : judged,
  );
  const judgement = sampleJudgement({ ...result.judgement, verdict: 'violated', guarantees });
  const { system, variant, preset, pastContract, seed } = result;
  return {
    caseFile,
    result: { ...result, judgement },
    run: {
      history,
      trace: undefined,
      plan: {
        format: 'capcheck-plan/1',
        system,
        variant,
        preset,
        pastContract,
        seed,
        topology: SAMPLE_TOPOLOGY,
        settings: {},
        operations: [],
        faults: [],
      },
    },
  };
}
