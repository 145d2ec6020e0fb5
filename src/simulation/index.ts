// The package's entry for those who put their own system into the simulation.
export { Condition } from './condition.ts';
export type { Future } from './future.ts';
export { NondeterminismError } from './guards.ts';
export type { Host } from './host.ts';
export type { QuorumReply, QuorumResult } from './quorum.ts';
export type { Place, Program, ProgramFactory, Role } from './node.ts';
export type { Message, Request } from './request.ts';
export { Simulation } from './simulation.ts';
export type { Task, Wait } from './task.ts';
export type { PlannedClient, PlannedNode, PlannedServer, Topology } from './topology.ts';
