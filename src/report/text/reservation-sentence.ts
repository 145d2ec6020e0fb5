import { listText } from './names.ts';
import { countOf } from './numbers.ts';
import { isFields, shown } from './shapes.ts';

type Fields = Readonly<Record<string, unknown>>;

/** More holders than these are only counted. */
const MOST_HOLDERS = 8;

/** What a client of a shop did, in words that go on from its name; undefined when it is nothing of a shop. */
export function reservationSentence(f: string, value: Fields): string | undefined {
  if ('request' in value && 'item' in value) {
    if (f === 'reserve') return `reserves ${unitsOf(value)} (reservation ${shown(value['request'])})`;
    if ('reservation' in value) return `${f}s reservation ${shown(value['reservation'])} of ${unitsOf(value)}`;
  }
  if (f !== 'stock' || !('item' in value)) return undefined;
  return 'available' in value ? `looks at the stock: ${levelText(value)}` : `looks at the stock of ${itemOf(value)}`;
}

/** The same as a thing that belongs to the client. */
export function reservationNoun(f: string, value: Fields): string | undefined {
  if ('request' in value && 'item' in value) {
    if (f === 'reserve') return `reservation ${shown(value['request'])} of ${unitsOf(value)}`;
    if (f === 'confirm') return `confirmation of ${shown(value['reservation'])}`;
    if (f === 'cancel') return `cancellation of ${shown(value['reservation'])}`;
  }
  return f === 'stock' && 'item' in value ? `look at the stock of ${itemOf(value)}` : undefined;
}

/** `hot-0 has 18 units free, 5 reserved (r4: 3, r11: 2), none sold, of 20`. */
function levelText({ item, stock, available, reserved, sold }: Fields): string {
  const held = `${holdersText(reserved)} reserved${holderNames(reserved)}, ${holdersText(sold)} sold${holderNames(sold)}`;
  return `${shown(item)} has ${countOf(Number(available), 'unit')} free, ${held}, of ${shown(stock)}`;
}

/** The items of a statement about levels that a sentence names, else all. */
export function levelsText(levels: readonly unknown[], about: string): string {
  const all = levels.filter(isFields);
  const named = all.filter(({ item }) => about.includes(String(item)));
  return listText((named.length > 0 ? named : all).map(levelText));
}

function unitsOf(value: Fields): string {
  return 'units' in value ? `${countOf(Number(value['units']), 'unit')} of ${itemOf(value)}` : itemOf(value);
}

function itemOf({ item }: Fields): string {
  return shown(item);
}

function holdersOf(holders: unknown): readonly (readonly [unknown, number])[] {
  if (!Array.isArray(holders)) return [];
  return holders.flatMap((holder: unknown) => (Array.isArray(holder) ? [[holder[0], Number(holder[1])] as const] : []));
}

function holdersText(holders: unknown): string {
  const sum = holdersOf(holders).reduce((units, [, more]) => units + more, 0);
  return sum === 0 ? 'none' : `${sum}`;
}

function holderNames(holders: unknown): string {
  const all = holdersOf(holders);
  if (all.length === 0) return '';
  const told = all.slice(0, MOST_HOLDERS).map(([who, units]) => `${shown(who)}: ${units}`);
  return ` (${told.join(', ')}${all.length > MOST_HOLDERS ? ' …' : ''})`;
}
