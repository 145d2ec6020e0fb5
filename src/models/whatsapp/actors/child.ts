import type { Host } from '../../../simulation/host.ts';
import type { Task } from '../../../simulation/task.ts';

/** Thrown inside an actor that can't go on: the actor ends, and its supervisor decides what becomes of it. */
export class ActorCrash extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'ActorCrash';
  }
}

/** How an actor ended: by itself, by a defect, or because its supervisor ended it. */
export type Ending = 'normal' | 'crashed' | 'terminated';

/** What an actor does. Its state is gone when it ends; a restart makes a new one. */
export interface Actor {
  start?(): void;
  ended?(ending: Ending): void;
}

/** One life of an actor. All that it does goes through here, so that a defect ends it and nothing else. */
export class Child {
  readonly id: string;
  readonly #host: Host;
  readonly #ended: (ending: Ending) => void;
  #isAlive = true;

  constructor(host: Host, id: string, ended: (ending: Ending) => void) {
    this.#host = host;
    this.id = id;
    this.#ended = ended;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Does something at once, unless the actor has ended. */
  step(procedure: () => void): void {
    if (!this.#isAlive) return;
    try {
      procedure();
    } catch (cause) {
      this.#crash(cause);
    }
  }

  /** Begins something that takes time. It goes on after the actor's end, so it must look whether that `isAlive`. */
  spawn(name: string, task: Task<void>): void {
    this.#host.spawn(name, this.#guard(task));
  }

  end(ending: Ending): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    this.#ended(ending);
  }

  *#guard(task: Task<void>): Task<void> {
    try {
      yield* task;
    } catch (cause) {
      this.#crash(cause);
    }
  }

  #crash(cause: unknown): void {
    if (!(cause instanceof ActorCrash)) throw cause;
    this.end('crashed');
  }
}
