import { baseKinds } from '../../../src/checkers/isolation/cycle.ts';
import { forbids } from '../../../src/checkers/isolation/forbidden.ts';
import { isolationLevels } from '../../../src/checkers/isolation/level.ts';

/** What Elle says beside anomalies: that it found no edge, that a cycle exists which it did not find, that it gave up. */
const REMARKS = /^(?:empty-transaction-graph|cycle-search-timeout|.*-cycle-exists)$/;

const FORMS = ['', '-process', '-realtime'];

/** Elle's name of an anomaly as the one used here. */
export function kindOfElle(name: string): string {
  return name.replace(/^(G-single|G-nonadjacent)-item/, '$1');
}

export function isRemark(name: string): boolean {
  return REMARKS.test(name);
}

/**
 * Whether one of the kinds found says at least what another one says: a cycle of the same or a more telling kind that needs no more order beyond the
 * data, or anything that refutes every level that the other refutes.
 */
function isCovered(kind: string, found: readonly string[]): boolean {
  return found.some((other) => other === kind || isStrongerCycle(other, kind) || refutesAllOf(other, kind));
}

function isStrongerCycle(stronger: string, kind: string): boolean {
  const [a, b] = [parse(stronger), parse(kind)];
  return a !== undefined && b !== undefined && a.base <= b.base && a.form <= b.form;
}

function parse(kind: string): { base: number; form: number } | undefined {
  const base = baseKinds.findIndex((name) => FORMS.some((form) => kind === name + form));
  if (base === -1) return undefined;
  return { base, form: FORMS.indexOf(kind.slice(baseKinds[base]!.length)) };
}

function refutesAllOf(stronger: string, kind: string): boolean {
  return isolationLevels.every((level) => !forbids(level, kind) || forbids(level, stronger));
}

/** Why an anomaly is told here that Elle does not tell; undefined where nothing explains it. */
export function reasonOfExtra(kind: string, elleValid: boolean | 'unknown', workload: string): string | undefined {
  if (kind === 'internal-write-order')
    return 'Elle does not compare reads with the order of appends within a transaction';
  if (kind === 'internal')
    return 'Elle waits for read atomic with what a transaction says against itself; here repeatable read has it as well';
  if (kind === 'lost-update')
    return 'a later read of the transaction shows the version that was updated; Elle looks at its first read';
  if (parse(kind) === undefined) return undefined;
  if (elleValid === false)
    return 'every kind and form of cycle is looked for; Elle tells one in a component and passes over what that implies';
  return workload === 'list-append'
    ? 'both orders of two appends that nobody read are tried'
    : 'orders of blind writes that a search proves, and writes of unknown outcome that were read';
}

/** Why an anomaly of Elle is told here under another name; undefined where nothing that was found covers it. */
export function reasonOfOther(kind: string, found: readonly string[]): string | undefined {
  if (isRemark(kind))
    return found.length > 0 ? 'a remark that a cycle exists or a search gave up; here the cycle is told' : undefined;
  return isCovered(kind, found)
    ? 'what is told here says more: a more telling cycle, or an anomaly that a weaker level forbids'
    : undefined;
}
