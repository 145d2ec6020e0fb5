import type { VNode } from 'preact';
import type { Outcome } from '../../history/history.ts';
import { OperationMark } from './operation-mark.tsx';

const SAMPLES: readonly {
  readonly outcome: Outcome | undefined;
  readonly letter?: string;
  readonly meaning: string;
}[] = [
  { outcome: 'ok', meaning: 'ok: it took effect' },
  { outcome: 'fail', meaning: 'fail: it did not, and never will' },
  { outcome: 'info', meaning: 'info: unknown, it may take effect at any later time' },
  { outcome: undefined, meaning: 'recorded by a server' },
  { outcome: 'ok', letter: 'A', meaning: 'part of the violation' },
];

/** What the forms in a timeline mean. */
export function Legend(): VNode {
  return (
    <ul class="legend">
      {SAMPLES.map(({ outcome, letter, meaning }) => (
        <li key={meaning}>
          <svg width={outcome === 'info' ? 52 : 34} height={18} aria-hidden="true" class="plot">
            <SampleMark outcome={outcome} letter={letter} />
          </svg>
          {meaning}
        </li>
      ))}
    </ul>
  );
}

function SampleMark({ outcome, letter }: { outcome: Outcome | undefined; letter: string | undefined }): VNode {
  const left = outcome === undefined ? 17 : 5;
  return <OperationMark outcome={outcome} letter={letter} left={left} right={27} fade={22} centre={9} bar={9} />;
}
