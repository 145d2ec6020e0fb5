import type { Host } from '../../../simulation/host.ts';

/** Makes the ids of a device's messages: each is used once, by all devices together. */
export interface MessageIds {
  next(): string;
}

/** The device's own name and a number that only rises. */
export function countedIds(host: Host): MessageIds {
  let made = 0;
  return { next: () => `${host.name}.${++made}` };
}

const RANDOM_NUMBERS = 10_000;

/** The time in milliseconds and four random digits. */
export function timedIds(host: Host): MessageIds {
  return {
    next() {
      const digits = String(host.randomBelow(RANDOM_NUMBERS)).padStart(4, '0');
      return `${Math.floor(host.now() / 1000)}${digits}`;
    },
  };
}
