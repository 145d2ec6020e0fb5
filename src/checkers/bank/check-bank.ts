import type { History } from '../../history/history.ts';
import { showValue } from '../describe.ts';
import { Findings } from '../findings.ts';
import { orderOf, type IsolationLevel } from '../isolation/level.ts';
import { askedLevel, workloadVerdict, type WorkloadLevels } from '../isolation/workload-verdict.ts';
import type { Verdict } from '../verdict.ts';
import { readBank, type BalanceRead, type Balances, type BankHistory } from './bank-history.ts';
import { replayTransfers, type Unexplained } from './replay.ts';

export interface BankOptions {
  /** What is asked; refused unless it forbids wrong totals. Levels that respect real time have the transfers replayed. Default: strict-serializable. */
  readonly level?: string;
  /** Balances before the first transfer. Default: those of a read that completed before any transfer began. */
  readonly opening?: Balances;
  /** Whether an account may be overdrawn. Default: false, as in Jepsen. */
  readonly negativeBalances?: boolean;
}

const LEVELS: WorkloadLevels = {
  workload: 'bank',
  forbiddenBy: ['parallel-snapshot-isolation', 'repeatable-read'],
};

/** From the most telling kind to the least: which levels each refutes. A store need not know that accounts are not to be overdrawn. */
const REFUTES: readonly (readonly [kind: string, levels: readonly IsolationLevel[]])[] = [
  ['wrong-total', LEVELS.forbiddenBy],
  ['other-accounts', LEVELS.forbiddenBy],
  ['unexplained-balance', ['strong-snapshot-isolation']],
  ['negative-balance', []],
];

/**
 * Checks a bank (Jepsen's workload of the same name): transfers move money between accounts, each by a transaction that reads and writes both;
 * reads return all balances from one transaction. The total never changes under parallel snapshot isolation and above, no account is overdrawn, and
 * in real time each balance is explained by the transfers (see `replayTransfers`). O(n log n) for few transfers open at a time.
 *
 * @throws HistoryError for balances or transfers of another shape; IsolationError for a level that allows wrong totals
 */
export function checkBank(history: History, options: BankOptions = {}): Verdict {
  const asked = askedLevel(LEVELS, options.level ?? 'strict-serializable');
  const bank = readBank(history);
  const opening = options.opening ?? openingOf(bank);
  const findings = new Findings();
  const expected = opening ?? bank.reads[0]?.balances;
  if (expected !== undefined)
    for (const read of bank.reads) compareTotals(read, expected, options.negativeBalances === true, findings);
  const replay = opening === undefined || orderOf(asked) !== 'realtime' ? undefined : replayTransfers(bank, opening);
  for (const one of replay?.unexplained ?? []) findings.add('unexplained-balance', () => tellUnexplained(one));
  const exercised = {
    reads: bank.reads.length,
    transfers: bank.transfers.length,
    accounts: expected?.size ?? 0,
    replayedBalances: replay?.replayed ?? 0,
    undecidedBalances: replay?.undecided ?? 0,
  };
  const anomalies = findings.all();
  if (anomalies.length === 0 && (bank.reads.length < 2 || bank.transfers.length === 0))
    return { verdict: 'vacuous', exercised, reason: 'balances were not read twice, or nothing was transferred' };
  const [, refuted] = REFUTES.find(([kind]) => findings.has(kind)) ?? ['', []];
  return workloadVerdict(asked, refuted, anomalies, exercised);
}

/** The first read that completed before any transfer began. */
function openingOf({ reads, transfers }: BankHistory): Balances | undefined {
  const first = transfers[0]?.invokedAt ?? Infinity;
  return reads.find(({ completedAt }) => completedAt < first)?.balances;
}

function compareTotals(read: BalanceRead, expected: Balances, mayBeNegative: boolean, findings: Findings): void {
  const { balances, completion } = read;
  const operations = [completion.index];
  const told = `the read of operation ${completion.index} (process ${completion.process})`;
  const strange = [...balances.keys()].filter((account) => !expected.has(account));
  const absent = [...expected.keys()].filter((account) => !balances.has(account));
  const [found, due] = [totalOf(balances), totalOf(expected)];
  const shown = showValue(Object.fromEntries(balances));
  if (strange.length > 0 || absent.length > 0) {
    const what = [...strange.map((name) => `unknown ${name}`), ...absent.map((name) => `no ${name}`)].join(', ');
    findings.add('other-accounts', () => ({ message: `${told} found other accounts: ${what}`, operations }));
  } else if (found !== due)
    findings.add('wrong-total', () => ({
      message: `${told} found a total of ${found}, not ${due} (${signed(found - due)}): ${shown}`,
      operations,
    }));
  const overdrawn = mayBeNegative ? [] : [...balances].filter(([, balance]) => balance < 0);
  if (overdrawn.length > 0)
    findings.add('negative-balance', () => ({
      message: `${told} found overdrawn accounts: ${overdrawn.map(([name, balance]) => `${name} has ${balance}`).join(', ')}`,
      operations,
    }));
}

function tellUnexplained({ read, account, found, certain, open }: Unexplained): {
  message: string;
  operations: readonly number[];
} {
  const { completion } = read;
  const might =
    open.length === 0
      ? 'no other transfer was open'
      : `no choice among the open ones (${open.map(signed).join(', ')}) adds up`;
  return {
    message:
      `the read of operation ${completion.index} (process ${completion.process}) found ${found} in account ${account}; the transfers acknowledged ` +
      `before it make ${certain} (${signed(found - certain)}), and ${might}`,
    operations: [completion.index],
  };
}

function totalOf(balances: Balances): number {
  return [...balances.values()].reduce((sum, balance) => sum + balance, 0);
}

function signed(amount: number): string {
  return amount < 0 ? String(amount) : `+${amount}`;
}
