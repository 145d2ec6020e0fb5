import type { Call, Spec } from '../linearizability/spec.ts';
import type { StockReading, Units } from './readings.ts';

/** A reservation as it stands: how it ended, and by which request. */
interface Row {
  readonly units: number;
  readonly status: 'held' | 'sold' | 'cancelled' | 'expired';
  readonly by: unknown;
}

type Rows = Readonly<Record<string, Row>>;

/** What calls are about; `stock` is how many units there are of the item. */
interface Argument {
  readonly reservation: string;
  readonly request: unknown;
  readonly units: number;
  readonly stock: number;
}

/**
 * One item of a shop: `reserve` takes units if there are enough, `confirm` sells and `cancel` returns them, `expire`
 * returns them too, `stock` answers which reservations there are. A request that is repeated is answered as before.
 */
export const stockedItem: Spec<Rows> = {
  name: 'stocked-item',
  operations: ['reserve', 'confirm', 'cancel', 'expire', 'stock'],
  readOnly: ['stock'],
  initial: {},
  key: (rows: Rows) =>
    Object.keys(rows)
      .sort()
      .map((name) => `${name} ${rows[name]?.units} ${rows[name]?.status} ${String(rows[name]?.by)}`)
      .join(),
  step(rows: Rows, { f, argument, result }: Call): readonly Rows[] {
    if (f === 'stock') return isShown(rows, result as StockReading) ? [rows] : [];
    const asked = argument as Argument;
    const row = rows[asked.reservation];
    if (f === 'reserve') return row === undefined ? reserve(rows, asked) : [rows];
    if (row === undefined) return [];
    if (row.status === 'held') return [{ ...rows, [asked.reservation]: { ...row, ...endingBy(f, asked) } }];
    const { status, by } = endingBy(f, asked);
    return f !== 'expire' && row.status === status && row.by === by ? [rows] : [];
  },
};

function reserve(rows: Rows, { reservation, units, stock }: Argument): readonly Rows[] {
  if (takenOf(rows) + units > stock) return [];
  return [{ ...rows, [reservation]: { units, status: 'held', by: null } }];
}

function endingBy(f: string, { request }: Argument): Pick<Row, 'status' | 'by'> {
  if (f === 'expire') return { status: 'expired', by: null };
  return { status: f === 'confirm' ? 'sold' : 'cancelled', by: request };
}

function takenOf(rows: Rows): number {
  let taken = 0;
  for (const { status, units } of Object.values(rows)) if (status === 'held' || status === 'sold') taken += units;
  return taken;
}

/** Whether a reading shows exactly these reservations, and everything else as free. */
function isShown(rows: Rows, { stock, available, reserved, sold }: StockReading): boolean {
  return available === stock - takenOf(rows) && isListed(rows, 'held', reserved) && isListed(rows, 'sold', sold);
}

function isListed(rows: Rows, status: Row['status'], listed: Units): boolean {
  const those = Object.values(rows).filter((row) => row.status === status).length;
  return (
    those === listed.length &&
    listed.every(([name, units]) => {
      const row = rows[name];
      return row?.status === status && row.units === units;
    })
  );
}
