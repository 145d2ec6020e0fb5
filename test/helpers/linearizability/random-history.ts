import { History } from '../../../src/history/history.ts';
import type { Operation } from '../../../src/history/operation.generated.ts';
import { Random } from './random.ts';

/** What a test asks of an object. */
export interface Request {
  readonly f: string;
  readonly argument: unknown;
}

/** How an object really answers: its next state and what the client sees; no answer when the request fails. */
export interface Answer<State> {
  readonly state: State;
  readonly result: unknown;
  readonly failed?: boolean;
}

/** An object that histories are made of. It is written apart from its spec. */
export interface Subject<State = unknown> {
  readonly initial: State;
  /** @param unique a number that no other request of the history got */
  request(random: Random, unique: number): Request;
  answer(state: State, request: Request, random: Random): Answer<State>;
  /** A wrong result that could be right: what another operation might have answered. */
  wrong(random: Random, request: Request, result: unknown): unknown;
}

export interface HistoryShape {
  readonly operations: number;
  readonly clients: number;
  /** Per cent of operations whose outcome stays unknown, that fail, and whose result is wrong. */
  readonly unknown: number;
  readonly failing: number;
  readonly wrong: number;
}

interface Pending {
  readonly process: number;
  readonly request: Request;
  result: unknown;
  applied: boolean;
  failed: boolean;
}

/**
 * A history of clients at one object that applies each request at some instant before it completes. Times come in ties, for
 * only the order of the lines may count. Wrong results, failed requests that took effect, and unknown ones that take
 * effect late make violations.
 */
export function randomHistory<State>(subject: Subject<State>, shape: HistoryShape, seed: number): History {
  const random = new Random(seed);
  const operations: Operation[] = [];
  const open: Pending[] = [];
  const limbo: Pending[] = [];
  let state = subject.initial;
  let started = 0;
  let nextProcess = 0;
  const idle = Array.from({ length: shape.clients }, () => nextProcess++);
  const record = (type: Operation['type'], process: number, f: string, value: unknown): void => {
    const index = operations.length;
    operations.push({ index, time: index >> 1, process, type, f, value });
  };
  const apply = (pending: Pending): void => {
    const answer = subject.answer(state, pending.request, random);
    pending.applied = true;
    pending.result = answer.result;
    pending.failed = answer.failed === true;
    state = answer.state;
  };
  const complete = (pending: Pending): void => {
    open.splice(open.indexOf(pending), 1);
    const { process, request } = pending;
    if (random.chance(shape.unknown)) {
      if (!pending.applied) limbo.push(pending);
      idle.push(nextProcess++);
      record('info', process, request.f, request.argument);
      return;
    }
    idle.push(process);
    if (!pending.applied && random.chance(shape.failing)) return record('fail', process, request.f, request.argument);
    if (!pending.applied) apply(pending);
    if (pending.failed || (random.chance(shape.wrong) && random.chance(20)))
      return record('fail', process, request.f, request.argument);
    const result = random.chance(shape.wrong) ? subject.wrong(random, request, pending.result) : pending.result;
    record('ok', process, request.f, result);
  };
  while (started < shape.operations || (open.length > 0 && random.chance(90))) {
    const lost = limbo.length > 0 && random.chance(10) ? limbo.pop() : undefined;
    if (lost !== undefined) apply(lost);
    const waiting = open.filter(({ applied }) => !applied);
    if (waiting.length > 0 && random.chance(35)) apply(random.pick(waiting));
    else if (started < shape.operations && idle.length > 0 && (open.length === 0 || random.chance(55))) {
      const request = subject.request(random, started++);
      const process = idle.splice(random.below(idle.length), 1)[0]!;
      record('invoke', process, request.f, request.argument);
      open.push({ process, request, result: undefined, applied: false, failed: false });
    } else if (open.length > 0) complete(random.pick(open));
  }
  return new History(operations);
}
