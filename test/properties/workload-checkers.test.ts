import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBank } from '../../src/checkers/bank/check-bank.ts';
import { checkCausalReverse } from '../../src/checkers/causal-reverse/check-causal-reverse.ts';
import { checkIsolation } from '../../src/checkers/isolation/check-isolation.ts';
import { checkLongFork } from '../../src/checkers/long-fork/check-long-fork.ts';
import { timeline, type Step } from '../helpers/timeline.ts';

const KEYS = ['x', 'y', 'z'];
const span = fc.record({ from: fc.nat(12), length: fc.integer({ min: 1, max: 6 }) });

/** Invocations at even times, completions at odd ones, so that nothing ties. */
function during({ from, length }: { from: number; length: number }): { from: number; to: number } {
  return { from: 2 * from, to: 2 * (from + length) - 1 };
}

describe('workload checkers', () => {
  it('a long fork is what comparing all pairs of reads finds, and what prefix consistency forbids', () => {
    const read = fc.array(fc.boolean(), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(read, { minLength: 2, maxLength: 5 }), (reads) => {
        const writes = KEYS.map((key, i): Step => ({ client: i, from: 0, to: 9, f: 'txn', value: [['w', key, 1]] }));
        const steps = reads.map((seen, i): Step => {
          const value = KEYS.map((key, k) => ['r', key, seen[k] === true ? 1 : null]);
          return { client: 10 + i, from: 0, to: 9, f: 'txn', value };
        });
        const history = timeline(...writes, ...steps);
        const within = (a: readonly boolean[], b: readonly boolean[]): boolean =>
          a.every((saw, k) => !saw || b[k] === true);
        const forked = reads.some((a) => reads.some((b) => !within(a, b) && !within(b, a)));
        expect(checkLongFork(history).verdict === 'violated').toBe(forked);
        const prefix = checkIsolation(history, { level: 'prefix', workload: 'rw-register', onlyAsked: true });
        expect(prefix.verdict === 'violated').toBe(forked);
      }),
      { numRuns: 150 },
    );
  });

  it('a causal reverse is what comparing all pairs of rows finds', () => {
    const row = fc.record({
      span,
      outcome: fc.constantFrom('ok' as const, 'ok' as const, 'info' as const),
      shown: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
        const steps = rows.map((one, i): Step => {
          const { from, to } = during(one.span);
          return { client: i, from, ...(one.outcome === 'ok' ? { to } : {}), f: 'write', value: i };
        });
        const value = rows.flatMap(({ shown }, i) => (shown ? [i] : []));
        const history = timeline(...steps, { client: 99, from: 100, to: 101, f: 'read', value });
        const reversed = rows.some((seen) =>
          rows.some(
            (missed) =>
              seen.shown && !missed.shown && missed.outcome === 'ok' && during(missed.span).to < during(seen.span).from,
          ),
        );
        expect(checkCausalReverse(history).verdict === 'violated').toBe(reversed);
      }),
      { numRuns: 500 },
    );
  });

  it('a balance is explained exactly when some choice of transfers makes it', () => {
    const transfer = fc.record({ span, amount: fc.integer({ min: 1, max: 4 }), isKnown: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(transfer, { maxLength: 6 }),
        span,
        fc.integer({ min: -2, max: 8 }),
        (transfers, at, moved) => {
          const steps = transfers.map(({ span: when, amount, isKnown }, i): Step => {
            const { from, to } = during({ ...when, from: when.from + 1 });
            return {
              client: i,
              from,
              ...(isKnown ? { to } : {}),
              f: 'transfer',
              value: { from: 'a', to: 'b', amount },
            };
          });
          const { from, to } = during({ ...at, from: at.from + 1 });
          const opening: Step = { client: 90, from: 0, to: 1, f: 'balances', value: { a: 100, b: 0 } };
          const read: Step = { client: 91, from, to, f: 'balances', value: { a: 100 - moved, b: moved } };
          const verdict = checkBank(timeline(opening, ...steps, read));
          const choices = Array.from({ length: 2 ** transfers.length }, (_, bits) =>
            transfers.filter((_one, i) => (bits >> i) % 2 === 1),
          );
          const explained = choices.some((chosen) => {
            const sum = chosen.reduce((total, { amount }) => total + amount, 0);
            return (
              sum === moved &&
              transfers.every((one) => {
                const { from: begun, to: done } = during({ ...one.span, from: one.span.from + 1 });
                if (chosen.includes(one)) return begun < to;
                return !one.isKnown || done > from;
              })
            );
          });
          if (verdict.verdict === 'vacuous') expect(transfers).toEqual([]);
          else if (moved >= 0) expect(verdict.verdict === 'violated').toBe(!explained);
        },
      ),
      { numRuns: 800 },
    );
  });
});
