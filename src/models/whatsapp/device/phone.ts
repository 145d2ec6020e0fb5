import type { Program } from '../../../simulation/node.ts';
import type { Request } from '../../../simulation/request.ts';
import type { ClientProgram } from '../../../workloads/client-program.ts';
import type { Device } from './device.ts';

/** What runs on a client's node: the app, which servers can reach, and its user. */
export class Phone implements Program {
  readonly #device: Device;
  readonly #user: ClientProgram;

  constructor(device: Device, user: ClientProgram) {
    this.#device = device;
    this.#user = user;
  }

  start(): void {
    this.#device.start();
    this.#user.start();
  }

  report(): void {
    this.#device.report();
  }

  receive(request: Request): void {
    this.#device.receive(request);
  }
}
