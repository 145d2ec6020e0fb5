import type { History } from '../../history/history.ts';
import { HistoryError, show } from '../../history/history-error.ts';
import type { Operation } from '../../history/operation.generated.ts';
import type { WaitingTask } from '../../history/waiting-task.ts';
import { fieldsOf } from '../values.ts';

const SHAPE = '{ tasks: [{ task, node, name, operation, waitsFor, sinceMicros, untilMicros, nodes, need, next }] }';

/** Who waited for whom at one moment, by the numbers of the tasks. */
export interface WaitGraph {
  readonly tasks: ReadonlyMap<number, WaitingTask>;
  /** The tasks that perform client operations, by the index of the invocation. */
  readonly byOperation: ReadonlyMap<number, WaitingTask>;
}

/** The wait-for graphs of a history, in order. */
export function readWaitGraphs(history: History): readonly WaitGraph[] {
  return history
    .nemesis()
    .filter(({ f }) => f === 'wait-for')
    .map((recorded) => {
      const tasks = tasksOf(recorded);
      const performing = tasks.flatMap((task) => (task.operation === null ? [] : [[task.operation, task] as const]));
      return { tasks: new Map(tasks.map((task) => [task.task, task])), byOperation: new Map(performing) };
    });
}

function tasksOf(recorded: Operation): readonly WaitingTask[] {
  const { tasks } = fieldsOf(recorded, SHAPE);
  const isTask = (task: unknown): task is WaitingTask => {
    const { node, waitsFor, nodes, next } = (task ?? {}) as Partial<WaitingTask>;
    return typeof node === 'string' && typeof waitsFor === 'string' && Array.isArray(nodes) && Array.isArray(next);
  };
  if (Array.isArray(tasks) && tasks.every(isTask)) return tasks;
  throw new HistoryError(`${show(recorded.value)} is no wait-for graph; expected ${SHAPE}`, {
    operation: recorded.index,
    field: 'value',
  });
}

/** What is to be said of a task that stands still. */
export interface Explained {
  /** Whether it has to: nobody inside the core could help it. */
  readonly isLegitimate: boolean;
  /** Who waits for whom, a sentence a task, from the operation on. */
  readonly chain: readonly string[];
}

/**
 * Follows who waits for whom from one task on. Waiting is legitimate where it ends at servers outside of the core: the task
 * is on one, or fewer servers of the core could answer than it needs. Where nobody is at work on what it waits for, or it
 * waits for itself, it is not. O(tasks + edges).
 *
 * @param core the servers that healed; undefined when all did, and nothing is excused
 */
export function explainWait(graph: WaitGraph, start: WaitingTask, core: ReadonlySet<string> | undefined): Explained {
  const chain: string[] = [];
  const verdicts = new Map<number, boolean>();
  const left = new Set<number>();
  const open = [start];
  for (let task = open.at(-1); task !== undefined; task = open.at(-1)) {
    const next = task.next.flatMap((number) => graph.tasks.get(number) ?? []);
    if (!verdicts.has(task.task)) {
      // Until it is decided it counts as unjustified: that is the answer for a circle.
      verdicts.set(task.task, false);
      chain.push(describeTask(task, next, core));
      open.push(...next.filter((other) => !verdicts.has(other.task)).toReversed());
      continue;
    }
    open.pop();
    if (left.has(task.task)) continue;
    left.add(task.task);
    verdicts.set(task.task, isExcused(task, next, verdicts, core));
  }
  return { isLegitimate: verdicts.get(start.task) === true, chain };
}

function isExcused(
  task: WaitingTask,
  next: readonly WaitingTask[],
  verdicts: ReadonlyMap<number, boolean>,
  core: ReadonlySet<string> | undefined,
): boolean {
  if (core === undefined) return false;
  const isExcusedTask = ({ task: number }: WaitingTask): boolean => verdicts.get(number) === true;
  if (task.nodes.length === 0) return next.length > 0 && next.every(isExcusedTask);
  const canAnswer = task.nodes.filter((node) => {
    const atWork = next.filter((other) => other.node === node);
    return core.has(node) && (atWork.length === 0 || !atWork.every(isExcusedTask));
  });
  return canAnswer.length < task.need;
}

function describeTask(
  { node, name, waitsFor, sinceMicros, untilMicros, nodes }: WaitingTask,
  next: readonly WaitingTask[],
  core: ReadonlySet<string> | undefined,
): string {
  const until = untilMicros === null ? 'without a time-out' : `until ${seconds(untilMicros)}`;
  const outside = core === undefined ? [] : nodes.filter((other) => !core.has(other));
  const notes = [
    ...(outside.length === 0 ? [] : [`${outside.join(' and ')} outside of the core`]),
    ...(next.length === 0 && outside.length === 0 ? ['nobody is at work on it'] : []),
  ];
  const note = notes.length === 0 ? '' : `: ${notes.join(', ')}`;
  return `${node}, task "${name}", waits since ${seconds(sinceMicros)} ${until} for ${waitsFor}${note}`;
}

function seconds(micros: number): string {
  return `${(micros / 1e6).toFixed(3)} s`;
}
