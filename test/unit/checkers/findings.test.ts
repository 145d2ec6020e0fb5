import { describe, expect, it } from 'vitest';
import { Findings } from '../../../src/checkers/findings.ts';

describe('findings', () => {
  it('keep the first three different ones of a kind, and count all', () => {
    const findings = new Findings();
    for (const message of ['a', 'a', 'b', 'a', 'c', 'd']) findings.add('G1a', () => ({ message, operations: [] }));
    findings.add('G1b', () => ({ message: 'a', operations: [] }));
    expect(findings.all().map(({ kind, message, count }) => [kind, message, count])).toEqual([
      ['G1a', 'a', 6],
      ['G1a', 'b', 6],
      ['G1a', 'c', 6],
      ['G1b', 'a', 1],
    ]);
  });

  it('build no witness that is not kept', () => {
    const findings = new Findings();
    let built = 0;
    for (let i = 0; i < 10; i++) findings.add('G1a', () => ({ message: `${built++}`, operations: [] }));
    expect(built).toBe(3);
  });
});
