// Generated from histories/schema/operation.schema.json by `npm run schema`. Do not edit.

/**
 * One line of a history: an event in the life of a client operation, a fault, or an observation. Fields and meanings are Jepsen's.
 */
export type Operation = Invoke | Ok | Fail | Info;
/**
 * Position in the history, dense from 0.
 */
export type Index = number;
/**
 * Nanoseconds since the start of the run.
 */
export type Time = number;
/**
 * An integer is a client, a logical single thread; a string is not a client ("nemesis", or the name of a node that reports something).
 */
export type Process = number | string;
/**
 * What was asked for: read, write, txn, add …
 */
export type F = string;
/**
 * The argument of an invocation, the result of a completion.
 */
export type Value = unknown;
/**
 * Why it failed or why its outcome is unknown.
 */
export type Cause = unknown;

/**
 * A process asks for something.
 */
export interface Invoke {
  index: Index;
  time: Time;
  process: Process;
  type: 'invoke';
  f: F;
  value: Value;
  [k: string]: unknown;
}
/**
 * It took effect exactly once, between its invocation and this line.
 */
export interface Ok {
  index: Index;
  time: Time;
  process: Process;
  type: 'ok';
  f: F;
  value: Value;
  [k: string]: unknown;
}
/**
 * It did not take effect and never will.
 */
export interface Fail {
  index: Index;
  time: Time;
  process: Process;
  type: 'fail';
  f: F;
  value: Value;
  error?: Cause;
  [k: string]: unknown;
}
/**
 * For a client: the outcome is unknown, it may take effect at any later time, and the process never acts again. For any other process: an observation, or a fault that begins or ends.
 */
export interface Info {
  index: Index;
  time: Time;
  process: Process;
  type: 'info';
  f: F;
  value: Value;
  error?: Cause;
  [k: string]: unknown;
}
