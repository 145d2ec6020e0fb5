import type { Host } from '../../../simulation/host.ts';
import type { Program } from '../../../simulation/node.ts';
import type { Request } from '../../../simulation/request.ts';

/** What a time master answers: its clock, and how far that may be off, in microseconds. */
export interface MasterTime {
  readonly time: number;
  readonly error: number;
}

/** How far a master's GPS receiver or atomic clock may be off. */
export const MASTER_ERROR_MICROS = 500;

/** A machine with a GPS receiver or an atomic clock, which others poll. */
export class TimeMaster implements Program {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  receive(request: Request): void {
    request.reply({ time: this.#host.now(), error: MASTER_ERROR_MICROS } satisfies MasterTime);
  }
}
