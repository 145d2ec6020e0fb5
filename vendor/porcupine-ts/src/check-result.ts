/**
 * The verdict on a history. `Ok`: linearizable. `Illegal`: not linearizable. `Unknown`: a limit was reached first; only
 * a check with a limit ends so.
 */
export type CheckResult = 'Ok' | 'Illegal' | 'Unknown';
