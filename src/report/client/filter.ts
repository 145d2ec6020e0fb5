import type { OperationRow } from '../case/operation-rows.ts';
import { keysOf } from '../text/keys-of.ts';
import { type PageModel, rowText } from './page-model.ts';

/** Which operations are looked for; an empty text looks for all. */
export interface Filter {
  readonly text: string;
  readonly key: string;
  readonly client: string;
  readonly f: string;
  readonly outcomes: ReadonlySet<string>;
}

export const NO_FILTER: Filter = { text: '', key: '', client: '', f: '', outcomes: new Set(['ok', 'fail', 'info']) };

/** What a filter finds: its rows, in their order, and the indices of their first lines. */
export interface Wanted {
  readonly rows: readonly OperationRow[];
  readonly indices: ReadonlySet<number>;
}

export function wantedOf(model: PageModel, filter: Filter): Wanted {
  if (filter === NO_FILTER) return { rows: model.rows, indices: new Set() };
  const rows = model.rows.filter((row) => matches(model, filter, row));
  return { rows, indices: new Set(rows.map(({ first }) => first.index)) };
}

function matches(model: PageModel, { text, key, client, f, outcomes }: Filter, row: OperationRow): boolean {
  const { first, invocation } = row;
  if (f !== '' && first.f !== f) return false;
  if (invocation !== undefined && !outcomes.has(invocation.outcome)) return false;
  if (client !== '' && laneName(model, first.index) !== client) return false;
  if (key !== '' && (invocation === undefined || !keysOf(invocation).includes(key))) return false;
  if (text === '') return true;
  const said = `${first.index} ${String(first.process)} ${rowText(row)} ${JSON.stringify(invocation?.completion ?? first)}`;
  return said.toLowerCase().includes(text.toLowerCase());
}

function laneName(model: PageModel, index: number): string | undefined {
  const place = model.placeOf(index);
  return place === undefined ? undefined : model.lanes[place.lane]?.name;
}
