import { Future } from './future.ts';
import type { Kernel } from './kernel.ts';
import type { Node } from './node.ts';

/** A question on its way, and the answer to come. It dies with the incarnation of the node that asked. */
export class Call extends Future<unknown> {
  readonly caller: Node;
  readonly callee: Node;
  readonly epoch: number;

  constructor(kernel: Kernel, caller: Node, callee: Node) {
    super(kernel);
    this.caller = caller;
    this.callee = callee;
    this.epoch = caller.epoch;
  }
}
