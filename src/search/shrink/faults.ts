import type { Fault } from '../../nemesis/fault.ts';
import type { Plan } from '../plan.ts';
import { extentOf, simplerValues, withField } from './fault-fields.ts';
import { dropInChunks, type Pass, tryEach } from './step.ts';

/** No interval is made shorter than this. */
const SHORTEST_MICROS = 10_000;

/** Drops faults in chunks. */
export const dropFaults: Pass = {
  name: 'faults',
  begin: dropInChunks<Fault>({
    itemsOf: ({ plan }) => plan.faults,
    without: ({ plan }, dropped) => ({ ...plan, faults: plan.faults.filter((fault) => !dropped.has(fault)) }),
  }),
};

/** Drops two faults at once, of which neither can go alone: one that ends what the other begins, for one. */
export const dropFaultPairs: Pass = {
  name: 'pairs of faults',
  begin: tryEach(({ plan }) =>
    plan.faults.flatMap((one, nth) =>
      plan.faults.slice(nth + 1).map((other) => {
        return { ...plan, faults: plan.faults.filter((fault) => fault !== one && fault !== other) };
      }),
    ),
  ),
};

/** Hits fewer servers and links, by smaller amounts. */
export const weakenFaults: Pass = {
  name: 'extent of faults',
  begin: tryEach(({ plan }) =>
    eachFault(plan, (fault) =>
      extentOf(fault).flatMap(([name, value]) =>
        simplerValues(value).map((simpler) => withField(fault, name, simpler)),
      ),
    ),
  ),
};

/** Ends faults earlier, or lets them begin later. */
export const shortenFaults: Pass = {
  name: 'length of faults',
  begin: tryEach(({ plan }) => eachFault(plan, shorter)),
};

function shorter(fault: Fault): readonly Fault[] {
  const { atMicros, durationMicros } = fault;
  const halfMicros = Math.ceil(durationMicros / 2);
  if (halfMicros < SHORTEST_MICROS) return [];
  return [
    { ...fault, durationMicros: halfMicros },
    { ...fault, atMicros: atMicros + durationMicros - halfMicros, durationMicros: halfMicros },
  ];
}

function eachFault(plan: Plan, simplerThan: (fault: Fault) => readonly Fault[]): readonly Plan[] {
  return plan.faults.flatMap((fault, nth) =>
    simplerThan(fault).map((simpler) => ({ ...plan, faults: plan.faults.with(nth, simpler) })),
  );
}
