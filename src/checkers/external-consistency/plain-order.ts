import { identityOf } from '../identity.ts';
import { radixOrder } from './radix-order.ts';
import { READ_WRITE, STALE_READ, type TimestampedColumns } from './timestamped-columns.ts';

/**
 * Whether a history is externally consistent at a glance: every read sees just the acknowledged commits below it, and timestamps follow real time.
 * One that is not plain may be consistent all the same, where a write of unknown outcome was seen. One sort and two sweeps over typed arrays.
 */
export function isPlainlyConsistent(columns: TimestampedColumns): boolean {
  const newestSeen = new Float64Array(columns.count).fill(-Infinity);
  const keys = new PlainKeys(columns.keyCount);
  for (const n of inTimestampOrder(columns)) if (!takesPlace(columns, n, keys, newestSeen)) return false;
  return followsRealtime(columns, newestSeen);
}

/** At one timestamp commits come before the snapshots that include them. */
function inTimestampOrder({ count, kind, timestamp }: TimestampedColumns): Int32Array {
  const first = new Int32Array(count);
  let size = 0;
  for (let n = 0; n < count; n++) if (kind[n] === READ_WRITE) first[size++] = n;
  for (let n = 0; n < count; n++) if (kind[n] !== READ_WRITE) first[size++] = n;
  return radixOrder(timestamp, first);
}

/** What the commits so far make of each key. */
class PlainKeys {
  readonly versions: unknown[][];
  /** By key the timestamp of the last commit that wrote it, and of the last one that read it. */
  readonly writtenAt: Float64Array;
  readonly readAt: Float64Array;

  constructor(count: number) {
    this.versions = Array.from({ length: count }, () => []);
    this.writtenAt = new Float64Array(count).fill(-Infinity);
    this.readAt = new Float64Array(count).fill(-Infinity);
  }
}

/** Takes the next operation in the order of timestamps: its reads see the versions of its keys, its own earlier writes included. */
function takesPlace(columns: TimestampedColumns, n: number, keys: PlainKeys, newestSeen: Float64Array): boolean {
  const { kind, timestamp, accesses, keyStart, keyNumber } = columns;
  const content = accesses[n]!;
  const isCommit = kind[n] === READ_WRITE;
  if (isCommit && sharesTimestamp(columns, n, keys)) return false;
  for (let i = 0; i < content.length; i++) {
    const key = keyNumber[keyStart[n]! + i]!;
    const [f, , value] = content[i]!;
    if (f === 'r') {
      if (!sees(value, keys.versions[key]!)) return false;
      if (keys.writtenAt[key]! > newestSeen[n]!) newestSeen[n] = keys.writtenAt[key]!;
      if (isCommit) keys.readAt[key] = timestamp[n]!;
      continue;
    }
    if (!isCommit) return false;
    keys.versions[key]!.push(value);
    keys.writtenAt[key] = timestamp[n]!;
  }
  return true;
}

/** Whether an earlier commit of the same timestamp wrote a key of this one, or read one that it writes. */
function sharesTimestamp(
  { timestamp, accesses, keyStart, keyNumber }: TimestampedColumns,
  n: number,
  { writtenAt, readAt }: PlainKeys,
): boolean {
  const content = accesses[n]!;
  for (let i = 0; i < content.length; i++) {
    const key = keyNumber[keyStart[n]! + i]!;
    if (writtenAt[key] === timestamp[n] || (readAt[key] === timestamp[n] && content[i]![0] !== 'r')) return true;
  }
  return false;
}

/** A list shows all versions, a register the last one. */
function sees(value: unknown, versions: readonly unknown[]): boolean {
  if (!Array.isArray(value)) return isSame(value ?? null, versions.length === 0 ? null : versions[versions.length - 1]);
  if (value.length !== versions.length) return false;
  for (let i = value.length - 1; i >= 0; i--) if (!isSame(value[i], versions[i])) return false;
  return true;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || identityOf(a) === identityOf(b);
}

/** Whether everything that completed before an operation was invoked is below it; see `checkRealtimeOrder`. */
function followsRealtime(columns: TimestampedColumns, newestSeen: Float64Array): boolean {
  const { count, historyLength, kind, timestamp, invokedAt, completedAt } = columns;
  const invokedHere = new Int32Array(historyLength).fill(-1);
  const completedHere = new Int32Array(historyLength).fill(-1);
  for (let n = 0; n < count; n++) {
    invokedHere[invokedAt[n]!] = n;
    completedHere[completedAt[n]!] = n;
  }
  let floor = -Infinity;
  for (let position = 0; position < historyLength; position++) {
    const invoked = invokedHere[position]!;
    if (invoked !== -1 && kind[invoked] !== STALE_READ && floor >= timestamp[invoked]!) {
      if (kind[invoked] === READ_WRITE || floor > timestamp[invoked]!) return false;
    }
    const completed = completedHere[position]!;
    if (completed === -1) continue;
    const brought = kind[completed] === READ_WRITE ? timestamp[completed]! : newestSeen[completed]!;
    if (brought > floor) floor = brought;
  }
  return true;
}
