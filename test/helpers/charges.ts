import type { Recording } from './recording.ts';

/** What a charge asks for under a key. */
export function order(key: string, amount = 100): object {
  return { key, merchant: 'm1', card: 'good', amount };
}

/** What it is answered. */
export function answer(key: string, amount = 100, charge = `ch_${key}`): object {
  return { ...order(key, amount), charge, status: 'succeeded' };
}

/** The card network states a line of its ledger. */
export function capture(recording: Recording, entry: number, key: string, amount = 100): Recording {
  return recording.observe('card-network', 'capture', {
    entry,
    token: `ch_${key}`,
    reference: key,
    merchant: 'm1',
    amount,
  });
}

/** An entry of the ledger, with a fee of 3. */
export function entry(key: string, amount = 100): object {
  return {
    charge: `ch_${key}`,
    reference: key,
    postings: [
      ['card-network', amount],
      ['merchant m1', 3 - amount],
      ['fees', -3],
    ],
  };
}

/** A consumer states that it applied an event. */
export function applied(recording: Recording, number: number, key: string, sequence: number): Recording {
  return recording.observe('merchant', 'event-applied', {
    entry: number,
    event: `ch_${key}/${sequence}`,
    charge: `ch_${key}`,
    reference: key,
    sequence,
    type: sequence === 1 ? 'charge.created' : 'charge.succeeded',
  });
}
