import type { History } from '../../history/history.ts';
import { HistoryError, show } from '../../history/history-error.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { fieldsOf } from '../values.ts';

const SHAPE = '{ partition, start, retained }';

/** A server's word that from then on its log of a partition begins at an offset, and still has so many committed records. */
export interface StatedStart {
  readonly server: string;
  readonly index: number;
  readonly partition: string;
  readonly start: number;
  readonly retained: number;
}

const RETENTIONS = new WeakMap<History, Retention>();

/**
 * What retention may have removed, by the `log-start` statements that servers make before they remove anything. A record
 * before the highest start that was stated by then may be gone; every other one has to be there.
 */
export class Retention {
  readonly statements: readonly StatedStart[];
  readonly #floors = new Map<string, { readonly index: number; readonly start: number }[]>();

  private constructor(history: History) {
    this.statements = history.observations('log-start').map(readStart);
    for (const { partition, index, start } of this.statements) {
      const floors = this.#floors.get(partition);
      if (floors === undefined) this.#floors.set(partition, [{ index, start }]);
      else if (start > (floors.at(-1)?.start ?? 0)) floors.push({ index, start });
    }
  }

  /** @throws HistoryError for a statement of another shape. */
  static of(history: History): Retention {
    let known = RETENTIONS.get(history);
    if (known === undefined) RETENTIONS.set(history, (known = new Retention(history)));
    return known;
  }

  /** Records of the partition before this offset may have been removed, at that index of the history or at its end. */
  floorOf(partition: string, index: number = Infinity): number {
    const floors = this.#floors.get(partition) ?? [];
    return floors.findLast((floor) => floor.index < index)?.start ?? 0;
  }
}

function readStart(statement: Operation): StatedStart {
  const { partition, start, retained } = fieldsOf(statement, SHAPE);
  if (typeof partition === 'string' && typeof start === 'number' && typeof retained === 'number')
    return { server: String(statement.process), index: statement.index, partition, start, retained };
  throw new HistoryError(`${show(statement.value)} is no statement of where a log begins; expected ${SHAPE}`, {
    operation: statement.index,
    field: 'value',
  });
}
