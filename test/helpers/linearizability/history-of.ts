import { History } from '../../../src/history/history.ts';
import type { Operation } from '../../../src/history/operation.generated.ts';

/**
 * A history from lines `process type f value`, with the value as JSON, and `null` without one: `0 invoke read`, `0 ok read 3`.
 */
export function historyOf(...lines: readonly string[]): History {
  return new History(
    lines.map((line, index) => {
      const [process = '', type = '', f = '', ...value] = line.split(' ');
      return {
        index,
        time: index,
        process: Number(process),
        type: type as Operation['type'],
        f,
        value: value.length === 0 ? null : (JSON.parse(value.join(' ')) as unknown),
      };
    }),
  );
}
