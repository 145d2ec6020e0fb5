import type { History, Invocation } from '../../history/history.ts';
import { HistoryError, show } from '../../history/history-error.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { fieldsOf } from '../values.ts';

const SEND_SHAPE = '{ from, to, bodies: [body, …] }, with ids: [id, …] once it has ended';
const DISPLAYED_SHAPE = '{ user, from, body, id }';
const TICK_SHAPE = '{ user, body, tick: "sent" | "delivered" | "read" }';

/** A message that a user wrote; its body is unique in the history. */
export interface SentMessage {
  readonly body: string;
  readonly from: string;
  readonly to: string;
  /** What the device called it, where the operation that sent it has ended. */
  readonly id: string | undefined;
  readonly operation: Invocation;
  /** Its place among all messages of the history, which is the order in which its sender wrote them. */
  readonly place: number;
  /** The line with which its sender learned that a server has it; undefined when that never happened. */
  readonly acknowledged: Operation | undefined;
}

/** A message that a device put before its user. */
export interface Display {
  readonly user: string;
  readonly from: string;
  readonly body: string;
  readonly id: string;
  readonly stated: Operation;
}

/** How far a sender was told that a message had come. */
export interface StatedTick {
  readonly user: string;
  readonly body: string;
  readonly tick: 'sent' | 'delivered' | 'read';
  readonly stated: Operation;
}

/** All messages that were written, by their bodies, in the order in which they were. O(messages + ticks). */
export function readMessages(history: History): ReadonlyMap<string, SentMessage> {
  const firstTicks = new Map<string, Operation>();
  for (const { user, body, stated } of readTicks(history)) {
    const key = `${user} ${body}`;
    if (!firstTicks.has(key)) firstTicks.set(key, stated);
  }
  const messages = new Map<string, SentMessage>();
  for (const operation of history.of('send')) {
    const { from, to, bodies, ids } = sendOf(operation);
    bodies.forEach((body, nth) => {
      const ticked = firstTicks.get(`${from} ${body}`);
      const ended = operation.outcome === 'ok' ? operation.completion : undefined;
      const acknowledged = earlier(ticked, ended);
      messages.set(body, { body, from, to, id: ids[nth], operation, place: messages.size, acknowledged });
    });
  }
  return messages;
}

/** What devices showed, in order. */
export function readDisplays(history: History): readonly Display[] {
  return history.observations('displayed').map((stated) => {
    const { user, from, body, id } = fieldsOf(stated, DISPLAYED_SHAPE);
    if (typeof user !== 'string' || typeof from !== 'string' || typeof body !== 'string' || typeof id !== 'string')
      throw unexpected(stated, DISPLAYED_SHAPE);
    return { user, from, body, id, stated };
  });
}

/** Ticks in the order in which they appeared. */
export function readTicks(history: History): readonly StatedTick[] {
  return history.observations('tick').map((stated) => {
    const { user, body, tick } = fieldsOf(stated, TICK_SHAPE);
    if (typeof user !== 'string' || typeof body !== 'string') throw unexpected(stated, TICK_SHAPE);
    if (tick !== 'sent' && tick !== 'delivered' && tick !== 'read') throw unexpected(stated, TICK_SHAPE);
    return { user, body, tick, stated };
  });
}

function sendOf({ invoke, completion }: Invocation): {
  readonly from: string;
  readonly to: string;
  readonly bodies: readonly string[];
  readonly ids: readonly string[];
} {
  const { from, to, bodies } = fieldsOf(invoke, SEND_SHAPE);
  const { ids = [] } = completion === undefined ? {} : fieldsOf(completion, SEND_SHAPE);
  if (typeof from !== 'string' || typeof to !== 'string' || !isTexts(bodies) || !isTexts(ids))
    throw unexpected(invoke, SEND_SHAPE);
  return { from, to, bodies, ids };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function earlier(a: Operation | undefined, b: Operation | undefined): Operation | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.index < b.index ? a : b;
}

export function unexpected({ f, index, value }: Operation, shape: string): HistoryError {
  return new HistoryError(`${show(value)} is no value of "${f}"; expected ${shape}`, {
    operation: index,
    field: 'value',
  });
}
