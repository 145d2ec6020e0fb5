import type { WaitingTask } from '../history/waiting-task.ts';
import { Call } from './call.ts';
import type { Future } from './future.ts';
import type { Simulation } from './simulation.ts';
import type { TaskRunner } from './task.ts';

const OPERATION = /^operation (\d+)$/;

/**
 * Who waits for whom: the tasks of all open client operations, and whatever they wait for, over any number of nodes. Empty
 * when no operation is open.
 */
export function waitGraph({ nodes, recorder }: Simulation): readonly WaitingTask[] {
  const runners = nodes.flatMap((node) => [...node.tasks]);
  const workers = new Map<Future<unknown>, TaskRunner[]>();
  for (const runner of runners)
    for (const future of runner.serves === undefined ? [runner.result] : [runner.result, runner.serves])
      workers.set(future, [...(workers.get(future) ?? []), runner]);
  const operationOf = ({ name, node }: TaskRunner): number | undefined =>
    node.role === 'client' ? recorder.invokedAt.get(Number(OPERATION.exec(name)?.[1])) : undefined;
  const numbers = new Map<TaskRunner, number>();
  const open = runners.filter((runner) => operationOf(runner) !== undefined);
  const graph: WaitingTask[] = [];
  const numberOf = (runner: TaskRunner): number => {
    const number = numbers.get(runner) ?? numbers.size;
    if (!numbers.has(runner)) open.push(runner);
    numbers.set(runner, number);
    return number;
  };
  open.forEach((runner, number) => numbers.set(runner, number));
  for (let at = 0; at < open.length; at++) {
    const runner = open[at]!;
    const need = runner.waiting?.need() ?? { from: [], count: 0, timeoutMicros: Infinity };
    const calls = need.from.filter((future) => future instanceof Call);
    graph.push({
      task: at,
      node: runner.node.name,
      name: runner.name,
      operation: operationOf(runner) ?? null,
      waitsFor: runner.waiting?.describe() ?? 'its turn',
      sinceMicros: runner.sinceMicros,
      untilMicros: need.timeoutMicros === Infinity ? null : runner.sinceMicros + need.timeoutMicros,
      nodes: calls.map(({ callee }) => callee.name),
      need: calls.length === 0 ? 0 : need.count,
      next: need.from.flatMap((future) => workers.get(future) ?? []).map(numberOf),
    });
  }
  return graph;
}
