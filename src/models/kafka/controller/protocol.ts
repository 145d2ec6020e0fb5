import type { Task } from '../../../simulation/task.ts';
import type { MetadataCommand } from '../cluster/commands.ts';
import type { MetadataImage } from '../cluster/metadata.ts';
import type { Controller } from './controller.ts';

/** How changes of the metadata are decided, and how brokers learn of them. */
export interface ControllerProtocol {
  /** Decides a change: whether it was decided. */
  decide(controller: Controller, command: MetadataCommand): Task<boolean>;
  /** What a broker does with metadata that a controller sent it. */
  receive(controller: Controller, image: MetadataImage): void;
  /** What the active controller does all the time. */
  keepBrokersInformed(controller: Controller): void;
}

/** A change is decided when a majority of controllers has it in its log, which every broker reads (KIP-500, KIP-595). */
export const QUORUM_PROTOCOL: ControllerProtocol = {
  decide: (controller, command) => controller.log.propose(command),
  receive: () => undefined,
  keepBrokersInformed: () => undefined,
};
