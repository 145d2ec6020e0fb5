/** A question that this checker refuses rather than answers wrongly: a level, a workload or an assumption that it can't decide. */
export class IsolationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'IsolationError';
  }
}
