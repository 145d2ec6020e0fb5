import fc from 'fast-check';
import { test } from 'vitest';
import { checkAtomicTransactions } from '../../src/checkers/log/atomic-transactions.ts';
import { checkExactlyOnceProcessing } from '../../src/checkers/log/exactly-once-processing.ts';
import { expectAgreement } from '../helpers/expect-agreement.ts';
import { Recording } from '../helpers/recording.ts';
import { missesExactlyOnce, tearsTransaction } from '../helpers/slow/log.ts';

const RUNS = 600;

/** Transactions over two partitions, each of whose records may be missing in what is read at the end. */
const transactions = fc
  .array(
    fc.record({
      outcome: fc.constantFrom('ok', 'ok', 'info', 'fail'),
      records: fc.array(fc.record({ partition: fc.constantFrom('p', 'q'), slip: fc.nat({ max: 8 }) }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .chain((drawn) => fc.record({ drawn: fc.constant(drawn), isQRead: fc.boolean() }))
  .map(({ drawn, isQRead }) => {
    const recording = new Recording();
    const logs = { p: [] as [number, number][], q: [] as [number, number][] };
    drawn.forEach(({ outcome, records }, nth) => {
      const process = 10 * nth;
      const values = records.map((_, at) => 10 * nth + at);
      recording.invoke(
        process,
        'txn',
        records.map(({ partition }, at) => ['send', partition, values[at]]),
      );
      const isVisible = outcome === 'ok' || (outcome === 'info' && nth % 2 === 0);
      const sent = records.map(({ partition, slip }, at) => {
        const log = logs[partition];
        const offset = 10 * nth + at;
        if (isVisible !== (slip === 0)) log.push([offset, values[at] ?? -1]);
        return ['send', partition, [offset, values[at]]];
      });
      recording.complete(process, outcome, outcome === 'ok' ? sent : undefined);
    });
    recording.final().perform(1, 'poll', [['poll']], [['poll', { p: logs.p }]]);
    if (isQRead) recording.perform(1, 'poll', [['poll']], [['poll', { q: logs.q }]]);
    return recording.history();
  });

test('torn transactions: by maps as by the definition', () => {
  expectAgreement(transactions, checkAtomicTransactions, tearsTransaction, RUNS);
});

/** Orders that are made into bills, some twice, some not at all. */
const processing = fc
  .record({
    slips: fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 6 }),
    processed: fc.nat({ max: 6 }),
    isReadToEnd: fc.boolean(),
  })
  .map(({ slips, processed, isReadToEnd }) => {
    const recording = new Recording();
    const orders = slips.map((_, nth): [number, number] => [nth, 100 + nth]);
    recording.perform(0, 'poll', [['poll']], [['poll', { orders }]]);
    const bills: [number, unknown][] = [];
    for (const [nth, slip] of slips.slice(0, processed).entries()) {
      const write = (): void => void bills.push([bills.length, { of: 100 + nth, by: `w/${bills.length}` }]);
      if (slip !== 1) write();
      if (slip === 2) write();
      recording.perform(1, 'process', [['poll']], [['poll', { orders: [orders[nth]] }]]);
    }
    if (isReadToEnd) recording.final();
    return recording.perform(0, 'poll', [['poll']], [['poll', { bills }]]).history();
  });

test('processing that is not exactly once: by maps as by the definition', () => {
  expectAgreement(processing, checkExactlyOnceProcessing, missesExactlyOnce, RUNS);
});
