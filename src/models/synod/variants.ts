import { CORRECT_LOG, type LogMechanisms } from '../parts/replicated-log/mechanisms.ts';
import type { Variant } from '../system.ts';

interface SynodVariant extends Variant {
  readonly mechanisms: Partial<LogMechanisms>;
}

const COMMON = { guarantee: 'linearizable-registers', preset: 'everything' } as const;

const VARIANTS: readonly SynodVariant[] = [
  {
    ...COMMON,
    name: 'ignores-accepted',
    mistake: 'A proposer proposes its own value where a majority may have accepted another.',
    anomaly: 'a decree is decided twice',
    mechanisms: { commandToPropose: () => null },
  },
  {
    ...COMMON,
    name: 'forgets-accepted',
    mistake: 'A restarted acceptor remembers what it promised but not what it accepted.',
    anomaly: 'a decree is decided twice',
    mechanisms: { recoverAccepted: (records) => records.filter(({ type }) => type === 'promise') },
  },
  {
    ...COMMON,
    name: 'unsynced-promise',
    mistake: 'A promise is given before it is on disk.',
    anomaly: 'a decree is decided twice',
    mechanisms: { isPromiseSynced: false },
  },
];

export const SYNOD_VARIANTS: readonly Variant[] = VARIANTS.map(({ mechanisms: _, ...variant }) => variant);

/** The mechanisms of a variant; of the correct system for null. */
export function mechanismsOf(variant: string | null): LogMechanisms {
  return { ...CORRECT_LOG, ...VARIANTS.find(({ name }) => name === variant)?.mechanisms };
}
