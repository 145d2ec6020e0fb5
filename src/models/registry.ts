import { UnknownNameError } from '../unknown-name-error.ts';
import { DYNAMO } from './dynamo/dynamo.ts';
import { INVENTORY } from './inventory/inventory.ts';
import { KAFKA } from './kafka/kafka.ts';
import { SPANNER } from './spanner/spanner.ts';
import { STRIPE } from './stripe/stripe.ts';
import { WHATSAPP } from './whatsapp/whatsapp.ts';
import { SYNOD } from './synod/synod.ts';
import type { System, Variant } from './system.ts';

/** All reference implementations, in the order of the scorecard. */
export const SYSTEMS: readonly System[] = [SPANNER, DYNAMO, STRIPE, KAFKA, WHATSAPP, INVENTORY];

/** The same, and those that stand for no product and run only when they are named. */
export const ALL_SYSTEMS: readonly System[] = [...SYSTEMS, SYNOD];

/** @throws UnknownNameError when there is no such system. */
export function systemNamed(name: string): System {
  const system = ALL_SYSTEMS.find((known) => known.name === name);
  if (system === undefined)
    throw new UnknownNameError(
      'system',
      name,
      ALL_SYSTEMS.map((known) => known.name),
    );
  return system;
}

/** @throws UnknownNameError when the system has no such variant. */
export function variantNamed(system: System, name: string): Variant {
  const variant = system.variants.find((known) => known.name === name);
  if (variant === undefined)
    throw new UnknownNameError(
      `variant of ${system.name}`,
      name,
      system.variants.map((known) => known.name),
    );
  return variant;
}
