import type { Task } from '../../../simulation/task.ts';
import type { NewProducerIdReply } from '../messages.ts';
import type { Controller } from './controller.ts';

/** Gives out producer ids: each is the number of a slot in the metadata's log, so none is given twice. */
export class ProducerIds {
  readonly #controller: Controller;

  constructor(controller: Controller) {
    this.#controller = controller;
  }

  *give(request: string): Task<NewProducerIdReply> {
    const isDecided = yield* this.#controller.decide({ type: 'producer-id', request });
    const id = isDecided ? this.#controller.metadata.producerIdFor(request) : undefined;
    if (id !== undefined) return { status: 'ok', id };
    return { status: 'not-leader', leader: this.#controller.activeController ?? null };
  }
}
