import type { Clock } from './clock.ts';
import type { Disk } from './disk.ts';
import { hashText } from './hash.ts';
import type { Host } from './host.ts';
import type { Request } from './request.ts';
import type { TaskRunner } from './task.ts';

/** Where a node stands; faults hit nodes, racks, zones or regions. */
export interface Place {
  /** For a client: the server it sits beside, and with which it is cut off. */
  readonly home?: string;
  readonly rack: string;
  readonly zone: string;
  readonly region: string;
}

/** `server` nodes are what the nemesis hurts; `client` nodes are users, cut off with their zone but never killed. */
export type Role = 'server' | 'client';

/** What runs on a node. An instance is volatile state: a crash drops it, a restart makes a new one from the disk. */
export interface Program {
  /** Called once the program runs. */
  start?(): void;
  receive(request: Request): void;
  /** Whether the node leads something now: the nemesis may aim at it. */
  isPrimary?(): boolean;
  /** Whether it leads anything at all, where that is more than what makes it a primary. */
  isLeading?(): boolean;
  /** Nodes that may alone hold something without which it can't go on: nobody else may take their place. */
  lastCopies?(): readonly string[];
  /**
   * Has the node become a member of its cluster, or leave it, as an operator does. Answers whether it has come to that; an
   * order that is given again while it is carried out has no effect. For systems whose members change.
   */
  orderMembership?(isMember: boolean): boolean;
  /** Called when the run is over, to state what the node knows as observations. */
  report?(): void;
}

/** Makes the program of a node anew, at first start and after each crash. */
export type ProgramFactory = (host: Host) => Program;

/** A machine of the simulation. */
export class Node {
  readonly id: number;
  /** Its identity, by its name: keys random decisions. */
  readonly label: number;
  readonly name: string;
  readonly place: Place;
  readonly role: Role;
  readonly clock: Clock;
  readonly disk: Disk;
  readonly factory: ProgramFactory;
  /** Counts incarnations: what was scheduled for an earlier one never runs. */
  epoch = 0;
  program: Program | undefined = undefined;
  /** How many faults hold it down, and how many hold it still; it runs when both are 0. */
  downs = 0;
  pauses = 0;
  /** A write of it has failed, and it is about to die: nothing that it still does is seen by anyone. */
  isFailing = false;
  /** How many faults hold it still or slow it down: looked at once an event. */
  hindrances = 0;
  /** How long each event occupies its processor, and until when that is busy. */
  slowMicros = 0;
  busyUntilMicros = 0;
  /** How many faults have the users of this client all want one key. */
  crowds = 0;
  /** Which version of the program is installed; what runs is of the version that was there when it started. */
  version = 1;
  readonly tasks: Set<TaskRunner> = new Set();

  constructor(id: number, name: string, place: Place, role: Role, clock: Clock, disk: Disk, factory: ProgramFactory) {
    this.id = id;
    this.label = hashText(name);
    this.name = name;
    this.place = place;
    this.role = role;
    this.clock = clock;
    this.disk = disk;
    this.factory = factory;
  }

  get isRunning(): boolean {
    return this.program !== undefined;
  }
}
