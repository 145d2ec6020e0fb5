import type { Invocation } from '../../history/history.ts';
import { chatSentence } from './chat-sentence.ts';
import { listText, words } from './names.ts';
import { countOf } from './numbers.ts';
import { isLogOperations, logSentence } from './log-sentence.ts';
import { operationText } from './operation-text.ts';
import { reservationSentence } from './reservation-sentence.ts';
import { found, isFields, isMicroOperation, shown } from './shapes.ts';
import { valueText } from './value-text.ts';

const MOST_ENTRIES = 8;

/** What a client did and what came of it, in words that go on from its name: `writes 17 to register 3`. */
export function operationSentence(invocation: Invocation): string {
  const { invoke, completion, outcome } = invocation;
  const isKnown = outcome === 'ok' && completion !== undefined;
  const value = isKnown ? completion.value : invoke.value;
  if (isFields(value)) return fieldsSentence(invocation, value, isKnown);
  if (isLogOperations(value)) return logSentence(value, isKnown);
  if (!Array.isArray(value)) return plainSentence(invocation, value, isKnown);
  if (value.length > 0 && value.every(isMicroOperation)) {
    const parts = listText(value.map((micro) => microSentence(micro, isKnown)));
    if (invoke.f === 'txn') return `runs a transaction that ${parts}`;
    return `${invoke.f === 'snapshot' ? 'takes a snapshot that' : `runs a ${invoke.f} that`} ${parts}`;
  }
  return value.length === 2
    ? registerSentence(invoke.f, value[0], value[1], isKnown)
    : `does ${operationText(invocation)}`;
}

function microSentence([f, key, value]: readonly [string, unknown, unknown], isKnown: boolean): string {
  if (f === 'r') return isKnown ? `reads ${shown(key)} and finds ${found(value)}` : `reads ${shown(key)}`;
  if (f === 'w') return `writes ${shown(value)} to ${shown(key)}`;
  return f === 'append' ? `appends ${shown(value)} to ${shown(key)}` : `does ${f} ${shown(key)} ${shown(value)}`;
}

function registerSentence(f: string, key: unknown, value: unknown, isKnown: boolean): string {
  if (f === 'write' || f === 'put') return `writes ${shown(value)} to ${shown(key)}`;
  if (f === 'cas' && Array.isArray(value)) return `changes ${shown(key)} from ${shown(value[0])} to ${shown(value[1])}`;
  if (f !== 'read' && f !== 'get') return `does ${f} on ${shown(key)}: ${shown(value)}`;
  return isKnown ? `reads ${shown(key)} and finds ${found(value)}` : `reads ${shown(key)}`;
}

function fieldsSentence({ invoke }: Invocation, value: Readonly<Record<string, unknown>>, isKnown: boolean): string {
  if ('cart' in value) {
    if (invoke.f === 'add') return `adds ${shown(value['item'])} to ${shown(value['cart'])}`;
    if (invoke.f === 'remove') return `removes ${shown(value['item'])} from ${shown(value['cart'])}`;
    return isKnown
      ? `looks into ${shown(value['cart'])} and finds ${found(value['items'])}`
      : `looks into ${shown(value['cart'])}`;
  }
  if (isFields(invoke.value) && 'key' in invoke.value && 'amount' in invoke.value)
    return chargeSentence(invoke.f, invoke.value);
  if ('amount' in value && 'from' in value)
    return `moves ${shown(value['amount'])} from ${shown(value['from'])} to ${shown(value['to'])}`;
  if (invoke.f === 'balances') {
    const total = Object.values(value).reduce((sum: number, balance) => sum + Number(balance), 0);
    return isKnown ? `reads all balances, ${total} in total` : 'reads all balances';
  }
  if (Array.isArray(value['entries'])) return entriesSentence(value['entries']);
  const special = reservationSentence(invoke.f, value) ?? chatSentence(invoke.f, value, isKnown);
  return special ?? `asks for ${words(invoke.f)} with ${valueText(value)}`;
}

function chargeSentence(f: string, { key, amount, merchant, card }: Readonly<Record<string, unknown>>): string {
  const whom = merchant === undefined ? '' : `, for merchant ${shown(merchant)}`;
  const how = card === undefined || card === 'good' ? '' : `, by a card that is ${shown(card)}`;
  return `asks for a ${words(f)} of ${shown(amount)} under the key ${shown(key)}${whom}${how}`;
}

function entriesSentence(entries: readonly unknown[]): string {
  if (entries.length === 0) return 'reads the whole ledger and finds no entry';
  const names = entries.slice(0, MOST_ENTRIES).map((entry) => (isFields(entry) ? found(entry['reference']) : '?'));
  const more = entries.length > MOST_ENTRIES ? ' …' : '';
  return `reads the whole ledger and finds ${countOf(entries.length, 'entry', 'entries')}: ${names.join(', ')}${more}`;
}

function plainSentence({ invoke }: Invocation, value: unknown, isKnown: boolean): string {
  if (invoke.f === 'read') return isKnown ? `reads ${found(value)}` : 'reads';
  if (invoke.f === 'write') return `writes ${shown(value)}`;
  return `asks for ${words(invoke.f)}${value === null || value === undefined ? '' : ` ${shown(value)}`}`;
}
