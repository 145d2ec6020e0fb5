import type { Future } from '../../simulation/future.ts';
import type { Host } from '../../simulation/host.ts';
import type { Program } from '../../simulation/node.ts';
import type { Request } from '../../simulation/request.ts';
import type { Task } from '../../simulation/task.ts';
import { StatedJournal } from '../parts/stated-journal.ts';
import type { Capture, CaptureReply } from './messages.ts';

const DECLINED_CARD = 'declined';
/** One answer in so many is late. */
const SLOW_ONE_IN = 25;
const SLOW_MICROS = 900_000;

interface CaptureEntry {
  readonly token: string;
  readonly reference: string;
  readonly merchant: string;
  readonly amount: number;
}

/** The card network: a party of its own, with its own ledger and its own memory of tokens. It knows nothing of our keys. */
export class CardNetwork implements Program {
  readonly #host: Host;
  readonly #ledger: StatedJournal<CaptureEntry>;
  /** By token: done once the capture is durable. */
  readonly #captured = new Map<string, Future<void>>();

  constructor(host: Host) {
    this.#host = host;
    this.#ledger = new StatedJournal(host, 'capture');
  }

  start(): void {
    const settled = this.#ledger.start();
    for (const { token } of this.#ledger.entries) this.#captured.set(token, settled);
  }

  receive(request: Request): void {
    this.#host.spawn('capture', this.#capture(request.message as Capture)).onResolved((reply) => request.reply(reply));
  }

  *#capture({ token, order }: Capture): Task<CaptureReply> {
    const { reference, merchant, card, amount } = order;
    if (card === DECLINED_CARD) return { isCaptured: false };
    const known = this.#captured.get(token);
    this.#host.sometimes('stripe: card network was asked again', known !== undefined);
    const entry: CaptureEntry = { token, reference, merchant, amount };
    const capture = known ?? this.#host.spawn('write a capture', this.#ledger.append([entry]));
    this.#captured.set(token, capture);
    yield* this.#host.wait(capture, Infinity, 'the capture to be durable');
    if (this.#host.randomBelow(SLOW_ONE_IN) === 0) yield* this.#host.sleep(this.#host.randomBelow(SLOW_MICROS));
    return { isCaptured: true };
  }
}
