import { checkLinearizability } from '../checkers/linearizability/check-linearizability.ts';
import type { LinearizabilityOptions } from '../checkers/linearizability/options.ts';
import type { Verdict } from '../checkers/verdict.ts';
import { describeVerdict } from '../claims/assert-holds.ts';
import { judge } from '../claims/judge.ts';
import type { Claim } from '../claims/vocabulary.ts';
import { History } from '../history/history.ts';

/** What `expect(…)` can say about histories and verdicts. */
export interface CapcheckMatchers<R> {
  /** The history is linearizable by a specification; only `holds` passes. */
  toBeLinearizable(spec: LinearizabilityOptions['spec'], options?: Omit<LinearizabilityOptions, 'spec'>): R;
  /** Every guarantee of the claim holds in the history; guarantees that it never exercised count as broken. */
  toSatisfyClaim(claim: Pick<Claim, 'guarantees' | 'tradeoffs'>): R;
  /** The verdict, or some guarantee of the judgement, has an anomaly of this kind. */
  toHaveAnomaly(kind: string): R;
}

interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The matchers, for `expect.extend`. */
export const MATCHERS: {
  readonly toBeLinearizable: (
    received: unknown,
    spec: LinearizabilityOptions['spec'],
    options?: Omit<LinearizabilityOptions, 'spec'>,
  ) => MatcherResult;
  readonly toSatisfyClaim: (received: unknown, claim: Pick<Claim, 'guarantees' | 'tradeoffs'>) => MatcherResult;
  readonly toHaveAnomaly: (received: unknown, kind: string) => MatcherResult;
} = {
  toBeLinearizable(received, spec, options = {}) {
    const verdict = checkLinearizability(historyOf(received), { ...options, spec });
    return resultOf(verdict.verdict === 'holds', 'be linearizable', describeVerdict(verdict));
  },
  toSatisfyClaim(received, claim) {
    const { guarantees } = judge(historyOf(received), claim);
    const broken = guarantees.filter(({ verdict }) => verdict.verdict !== 'holds');
    const found = broken.map(({ name, verdict }) => `${name} ${describeVerdict(verdict)}`).join('\n');
    return resultOf(broken.length === 0, `satisfy ${claim.guarantees.join(', ')}`, found || 'every guarantee holds');
  },
  toHaveAnomaly(received, kind) {
    const kinds = anomalyKindsOf(received as Verdict);
    return resultOf(kinds.includes(kind), `have the anomaly ${kind}`, kinds.join(', ') || 'no anomaly');
  },
};

function anomalyKindsOf(verdict: Verdict): readonly string[] {
  return verdict.verdict === 'violated' ? verdict.anomalies.map(({ kind }) => kind) : [];
}

function historyOf(received: unknown): History {
  if (received instanceof History) return received;
  throw new TypeError('expected a History; read one with readHistory, or build it with new History(operations)');
}

function resultOf(pass: boolean, expectation: string, found: string): MatcherResult {
  return { pass, message: () => `expected ${pass ? 'not ' : ''}to ${expectation}, found:\n${found}` };
}
