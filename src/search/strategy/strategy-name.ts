/** A way to draw plans from seeds. */
export type StrategyName = 'swarm' | 'priorities' | 'branch' | 'portfolio';
