import type { Invocation } from '../../history/history.ts';
import { isFields, isMicroOperation } from './shapes.ts';
import { valueText } from './value-text.ts';

/** A client operation in a few words, with its result where it is known: `write 3 = 17`, `r 1 → [5 6], append 2 7`. */
export function operationText({ invoke, completion, outcome }: Invocation): string {
  const { f } = invoke;
  const isKnown = outcome === 'ok' && completion !== undefined;
  const value = isKnown ? completion.value : invoke.value;
  if (Array.isArray(value) && value.length > 0 && value.every(isMicroOperation))
    return value.map((micro) => microOperationText(micro, isKnown)).join(', ');
  if (isFields(value) && 'cart' in value) return cartText(f, value, isKnown);
  if (isFields(value) && 'amount' in value && 'from' in value)
    return `${f} ${valueText(value['amount'])} from ${valueText(value['from'])} to ${valueText(value['to'])}`;
  if (Array.isArray(value) && value.length === 2) return registerText(f, value[0], value[1], isKnown);
  if (!isKnown || valueText(value) === valueText(invoke.value)) return withArgument(f, invoke.value);
  return `${f} → ${valueText(value)}`;
}

function microOperationText([f, key, value]: readonly [string, unknown, unknown], isKnown: boolean): string {
  if (f === 'r') return `r ${valueText(key)}${resultText(value, isKnown)}`;
  if (f === 'w') return `w ${valueText(key)} = ${valueText(value)}`;
  return `${f} ${valueText(key)} ${valueText(value)}`;
}

function cartText(f: string, { cart, item, items }: Readonly<Record<string, unknown>>, isKnown: boolean): string {
  if (f === 'add') return `add ${valueText(item)} to ${valueText(cart)}`;
  if (f === 'remove') return `remove ${valueText(item)} from ${valueText(cart)}`;
  return `${f} ${valueText(cart)}${resultText(items, isKnown)}`;
}

function registerText(f: string, key: unknown, value: unknown, isKnown: boolean): string {
  if (f === 'write' || f === 'put') return `${f} ${valueText(key)} = ${valueText(value)}`;
  if (f === 'cas' && Array.isArray(value) && value.length === 2)
    return `cas ${valueText(key)} ${valueText(value[0])} → ${valueText(value[1])}`;
  return `${f} ${valueText(key)}${resultText(value, isKnown)}`;
}

/** A known result is told even when it is nothing: that nothing was there may be what is wrong. */
function resultText(value: unknown, isKnown: boolean): string {
  return isKnown ? ` → ${valueText(value)}` : '';
}

function withArgument(f: string, value: unknown): string {
  const isBlank = isFields(value) && Object.values(value).every((field) => field === null);
  return value === null || value === undefined || isBlank ? f : `${f} ${valueText(value)}`;
}
