import { checkLinearizability } from '../checkers/linearizability/check-linearizability.ts';
import type { Verdict } from '../checkers/verdict.ts';
import { History } from '../history/history.ts';

/** What a single key is taken for: the spec's name in the catalog of checkers. */
export const REGISTER_SPEC = 'register';

/** Judges the reads and writes of single keys, each key an object of its own. With a certificate. */
export function checkRegisters({ operations }: History): Verdict {
  const registers = new History(operations.filter(({ f }) => f === 'read' || f === 'write'));
  return checkLinearizability(registers, { spec: REGISTER_SPEC, independent: true, requireConcurrency: true });
}
