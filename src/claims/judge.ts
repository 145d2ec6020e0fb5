import { checkMinorityRefuses } from '../checkers/availability/minority-refuses.ts';
import { checkTotalAvailability } from '../checkers/availability/total-availability.ts';
import { checkConstantTotal } from '../checkers/bank/constant-total.ts';
import { checkNoLostAddition } from '../checkers/carts/no-lost-addition.ts';
import { measureResurrectedItems } from '../checkers/carts/resurrected-items.ts';
import { checkNoLostCommit } from '../checkers/commits/no-lost-commit.ts';
import { checkConvergence } from '../checkers/convergence/convergence.ts';
import { checkReplicaAgreement } from '../checkers/convergence/replica-agreement.ts';
import { checkNoLostMessage } from '../checkers/delivery/no-lost-message.ts';
import { checkNoDuplicateMessage } from '../checkers/delivery/no-duplicate-message.ts';
import { checkNoMisdelivery } from '../checkers/delivery/no-misdelivery.ts';
import { checkNoPhantomMessage } from '../checkers/delivery/no-phantom-message.ts';
import { checkMessageOrder } from '../checkers/delivery/message-order.ts';
import { checkSessionIsolation } from '../checkers/delivery/session-isolation.ts';
import { checkTruthfulTicks } from '../checkers/delivery/truthful-ticks.ts';
import { checkUniqueMessageIds } from '../checkers/delivery/unique-message-ids.ts';
import { checkNoStuckMessage } from '../checkers/delivery/no-stuck-message.ts';
import { checkEventDelivery } from '../checkers/exactly-once/event-delivery.ts';
import { checkExactlyOnceCharge } from '../checkers/exactly-once/exactly-once-charge.ts';
import { checkIdempotentReplies } from '../checkers/exactly-once/idempotent-replies.ts';
import { checkLedgerAgreement } from '../checkers/exactly-once/ledger-agreement.ts';
import { checkExternalConsistency } from '../checkers/external-consistency/check-external-consistency.ts';
import { checkIsolation } from '../checkers/isolation/check-isolation.ts';
import { checkLeaseDisjointness } from '../checkers/leases/lease-disjointness.ts';
import { checkAtomicTransactions } from '../checkers/log/atomic-transactions.ts';
import { checkExactlyOnceProcessing } from '../checkers/log/exactly-once-processing.ts';
import { checkLogAgreement } from '../checkers/log/log-agreement.ts';
import { checkMinimumInSync } from '../checkers/log/minimum-in-sync.ts';
import { checkNoDuplicateRecord } from '../checkers/log/no-duplicate-record.ts';
import { checkNoLostRecord } from '../checkers/log/no-lost-record.ts';
import { checkNoPhantomRecord } from '../checkers/log/no-phantom-record.ts';
import { checkOffsetAgreement } from '../checkers/log/offset-agreement.ts';
import { checkRecordOrder } from '../checkers/log/record-order.ts';
import { checkDrainedQueues } from '../checkers/liveness/drained-queues.ts';
import { checkLiveness } from '../checkers/liveness/liveness.ts';
import { checkNoPhantomValues } from '../checkers/phantoms/no-phantom-values.ts';
import { checkBoundedSiblings } from '../checkers/siblings/bounded-siblings.ts';
import { checkLinearizableStock } from '../checkers/stock/linearizable-stock.ts';
import { checkNoLostReservation } from '../checkers/stock/no-lost-reservation.ts';
import { checkNoOversell } from '../checkers/stock/no-oversell.ts';
import { checkNothingStranded } from '../checkers/stock/nothing-stranded.ts';
import { checkReservationLifeCycle } from '../checkers/stock/reservation-life-cycle.ts';
import { checkStockConservation } from '../checkers/stock/stock-conservation.ts';
import { checkRepeatableSnapshots } from '../checkers/snapshots/repeatable-snapshots.ts';
import type { Measure } from '../checkers/staleness/measure.ts';
import { measureStaleOwnReads, measureStaleReads } from '../checkers/staleness/stale-reads.ts';
import type { Verdict, VerdictKind } from '../checkers/verdict.ts';
import { History } from '../history/history.ts';
import type { GuaranteeJudgement, Judgement } from './judgement.ts';
import { computePrice } from './price.ts';
import { checkRegisters } from './registers.ts';
import type { Claim, GuaranteeName, TradeoffName } from './vocabulary.ts';

/** Who judges which guarantee, in histories of this project's own runs. */
const CHECKERS: Readonly<Record<GuaranteeName, (history: History) => Verdict>> = {
  'external-consistency': (history) => checkExternalConsistency(history, { strongReads: ['txn', 'balances'] }),
  'strict-serializability': (history) =>
    checkIsolation(only(history, 'txn'), { level: 'strict-serializable', workload: 'list-append' }),
  'linearizable-registers': checkRegisters,
  'constant-total': checkConstantTotal,
  'repeatable-snapshots': checkRepeatableSnapshots,
  'no-lost-commit': checkNoLostCommit,
  'lease-disjointness': checkLeaseDisjointness,
  'minority-refuses': checkMinorityRefuses,
  liveness: checkLiveness,
  'total-availability': checkTotalAvailability,
  'no-lost-addition': checkNoLostAddition,
  convergence: checkConvergence,
  'replica-agreement': checkReplicaAgreement,
  'no-phantom-values': checkNoPhantomValues,
  'bounded-siblings': checkBoundedSiblings,
  'no-lost-record': checkNoLostRecord,
  'no-duplicate-record': checkNoDuplicateRecord,
  'no-phantom-record': checkNoPhantomRecord,
  'offset-agreement': checkOffsetAgreement,
  'record-order': checkRecordOrder,
  'log-agreement': checkLogAgreement,
  'minimum-in-sync': checkMinimumInSync,
  'exactly-once-charge': checkExactlyOnceCharge,
  'idempotent-replies': checkIdempotentReplies,
  'ledger-agreement': checkLedgerAgreement,
  'event-delivery': checkEventDelivery,
  'drained-queues': checkDrainedQueues,
  'atomic-transactions': checkAtomicTransactions,
  'exactly-once-processing': checkExactlyOnceProcessing,
  'no-lost-message': checkNoLostMessage,
  'no-duplicate-message': checkNoDuplicateMessage,
  'no-misdelivery': checkNoMisdelivery,
  'no-phantom-message': checkNoPhantomMessage,
  'message-order': checkMessageOrder,
  'truthful-ticks': checkTruthfulTicks,
  'unique-message-ids': checkUniqueMessageIds,
  'session-isolation': checkSessionIsolation,
  'no-stuck-message': checkNoStuckMessage,
  'no-oversell': checkNoOversell,
  'stock-conservation': checkStockConservation,
  'linearizable-stock': checkLinearizableStock,
  'reservation-life-cycle': checkReservationLifeCycle,
  'no-lost-reservation': checkNoLostReservation,
  'nothing-stranded': checkNothingStranded,
};

const MEASURES: Readonly<Record<TradeoffName, (history: History) => Measure>> = {
  'resurrected-items': measureResurrectedItems,
  'stale-own-reads': measureStaleOwnReads,
  'stale-reads': measureStaleReads,
};

/** Judges a history by what a system claims: each guarantee by its checker, each trade-off by how often it was seen. */
export function judge(history: History, claim: Pick<Claim, 'guarantees' | 'tradeoffs'>): Judgement {
  const guarantees = claim.guarantees.map((name): GuaranteeJudgement => {
    return { name, verdict: withoutCertificate(CHECKERS[name](history)) };
  });
  return {
    verdict: overallVerdict(guarantees.map(({ verdict }) => verdict.verdict)),
    guarantees,
    tradeoffs: claim.tradeoffs.map((name) => ({ name, ...MEASURES[name](history) })),
    price: computePrice(history),
  };
}

/** Violated if any is, else unknown if any is, else holds if any does, else vacuous. */
export function overallVerdict(verdicts: readonly VerdictKind[]): VerdictKind {
  const order: readonly VerdictKind[] = ['violated', 'unknown', 'holds'];
  return order.find((kind) => verdicts.includes(kind)) ?? 'vacuous';
}

/** The operations of these names: others have values of another shape, or look like transactions and may be of the past. */
function only({ operations }: History, ...fs: readonly string[]): History {
  return new History(operations.filter(({ f }) => fs.includes(f)));
}

/** Certificates are as long as the history: whoever wants one asks the checker. */
function withoutCertificate(verdict: Verdict): Verdict {
  if (!('certificate' in verdict)) return verdict;
  const { certificate: _, ...rest } = verdict;
  return rest;
}
