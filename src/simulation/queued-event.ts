import type { Node } from './node.ts';
import type { Message } from './request.ts';
import type { TaskRunner } from './task.ts';

/** What kinds of events there are. */
export const EventKind = { Deliver: 0, Reply: 1, Resume: 2, Timeout: 3, Action: 4 } as const;
export type EventKind = (typeof EventKind)[keyof typeof EventKind];

/** Names of the kinds, for people. */
export const EVENT_NAMES = ['deliver', 'reply', 'resume', 'timeout', 'action'] as const;

/** One entry of the kernel's queue. All kinds are of this one shape, since the event loop is where the time goes. */
export class QueuedEvent {
  readonly kind: EventKind;
  /** Where it happens; undefined for actions, which happen to the simulation. */
  readonly node: Node | undefined;
  /** Its identity, which keys the random decisions that it leads to. */
  readonly label: number;
  /** The message, the reply, the task or the action. */
  readonly subject: unknown;
  /** Who sent the message or reply. */
  readonly from: Node | undefined;
  /** The call that a message or a reply belongs to, or what a task is resumed with. */
  readonly value: unknown;
  /** Which wait of the task is over; of a message that a process sends to itself, its incarnation. */
  readonly waitNumber: number;

  constructor(
    kind: EventKind,
    node: Node | undefined,
    label: number,
    subject: unknown,
    from?: Node,
    value?: unknown,
    waitNumber = 0,
  ) {
    this.kind = kind;
    this.node = node;
    this.label = label;
    this.subject = subject;
    this.from = from;
    this.value = value;
    this.waitNumber = waitNumber;
  }
}

/** An event in words, with all that tells it from others: content, task, label. */
export function describeEvent({ kind, node, from, subject, label }: QueuedEvent): string {
  const what = `${EVENT_NAMES[kind]} ${detailOf(kind, subject)}`.trimEnd();
  const where = from === undefined ? (node?.name ?? '-') : `${from.name} → ${node?.name ?? '-'}`;
  return `${where}  ${what}  #${(label >>> 0).toString(16)}`;
}

function detailOf(kind: EventKind, subject: unknown): string {
  if (kind === EventKind.Deliver) return `${(subject as Message).kind} ${JSON.stringify(subject)}`;
  if (kind === EventKind.Reply) return JSON.stringify(subject);
  if (kind === EventKind.Action) return '';
  const { name, waitNumber } = subject as TaskRunner;
  return `"${name}" at wait ${waitNumber}`;
}
