import type { Invocation } from '../../history/history.ts';
import { chatNoun } from './chat-sentence.ts';
import { isLogOperations, recordText } from './log-sentence.ts';
import { reservationNoun } from './reservation-sentence.ts';
import { isFields, isMicroOperation, shown } from './shapes.ts';
import { listText, words } from './names.ts';

const NAMES: Readonly<Record<string, string>> = {
  txn: 'transaction',
  balances: 'reading of all balances',
  journal: 'reading of the ledger',
  process: 'turn of processing',
};

/** What a client did, as a thing that belongs to it: `transaction`, `write of 17 to x`, `charge of 1 for order-3`. */
export function operationNoun({ invoke }: Invocation): string {
  const { f, value } = invoke;
  if (Array.isArray(value)) return listNoun(f, value);
  return isFields(value) ? fieldsNoun(f, value) : nameOf(f);
}

function listNoun(f: string, value: readonly unknown[]): string {
  if (f === 'send' && value.every(isMicroOperation)) {
    const places = [...new Set(value.map(([, place]) => shown(place)))];
    return `send of ${listText(value.map(([, , record]) => recordText(record)))} to ${listText(places)}`;
  }
  if (isLogOperations(value) || value.every(isMicroOperation)) return nameOf(f);
  if (value.length !== 2) return nameOf(f);
  const [key, argument] = value as readonly [unknown, unknown];
  if (f === 'write' || f === 'put') return `write of ${shown(argument)} to ${shown(key)}`;
  return `${f === 'get' ? 'read' : nameOf(f)} of ${shown(key)}`;
}

function fieldsNoun(f: string, value: Readonly<Record<string, unknown>>): string {
  if ('cart' in value) {
    if (f === 'add') return `addition of ${shown(value['item'])} to ${shown(value['cart'])}`;
    if (f === 'remove') return `removal of ${shown(value['item'])} from ${shown(value['cart'])}`;
    return `look into ${shown(value['cart'])}`;
  }
  if ('amount' in value && 'key' in value)
    return `${nameOf(f)} of ${shown(value['amount'])} for ${shown(value['key'])}`;
  if ('from' in value && 'to' in value && 'amount' in value)
    return `transfer of ${shown(value['amount'])} from ${shown(value['from'])} to ${shown(value['to'])}`;
  return reservationNoun(f, value) ?? chatNoun(f, value) ?? nameOf(f);
}

function nameOf(f: string): string {
  return (Object.hasOwn(NAMES, f) ? NAMES[f] : undefined) ?? words(f);
}
