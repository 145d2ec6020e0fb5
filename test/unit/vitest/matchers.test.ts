import { describe, expect, it } from 'vitest';
import { checkLinearizability } from '../../../src/checkers/linearizability/check-linearizability.ts';
import { History } from '../../../src/history/history.ts';
import type { Operation } from '../../../src/history/operation.generated.ts';
import { systemNamed } from '../../../src/models/registry.ts';
import { simulate } from '../../../src/vitest/index.ts';

function registerHistory(read: number): History {
  const lines: readonly (readonly [number, Operation['type'], string, unknown])[] = [
    [0, 'invoke', 'write', 1],
    [0, 'ok', 'write', 1],
    [1, 'invoke', 'read', null],
    [1, 'ok', 'read', read],
  ];
  return new History(
    lines.map(([process, type, f, value], index) => ({ index, time: index, process, type, f, value })),
  );
}

describe('matchers', () => {
  it('should tell linearizable histories from others', () => {
    expect(registerHistory(1)).toBeLinearizable('register', { initial: null });
    expect(registerHistory(2)).not.toBeLinearizable('register', { initial: null });
  });

  it('should say what was found', () => {
    expect(() => expect(registerHistory(2)).toBeLinearizable('register', { initial: null })).toThrow(/thin-air/);
  });

  it('should refuse what is no history', () => {
    expect(() => expect([]).toBeLinearizable('register')).toThrow('expected a History');
  });

  it('should find an anomaly by its kind', () => {
    const verdict = checkLinearizability(registerHistory(2), { spec: 'register', initial: null });
    expect(verdict).toHaveAnomaly('thin-air-read');
    expect(verdict).not.toHaveAnomaly('stale-read');
  });

  it('should count a guarantee that was never exercised as broken', () => {
    expect(registerHistory(1)).not.toSatisfyClaim({ guarantees: ['minority-refuses'], tradeoffs: [] });
  });
});

describe('the simulate fixture', () => {
  const { claim } = systemNamed('spanner');
  simulate('runs a system a seed', { system: systemNamed('spanner'), seeds: [1, 2], operations: 40 }, (run) => {
    expect(run.history).toSatisfyClaim({ guarantees: ['no-lost-commit', 'liveness'], tradeoffs: claim.tradeoffs });
  });
});
