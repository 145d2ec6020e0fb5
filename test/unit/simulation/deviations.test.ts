import { expect, test } from 'vitest';
import { type Deviation, Deviations, type Span } from '../../../src/simulation/deviations.ts';
import type { Host } from '../../../src/simulation/host.ts';
import type { Simulation } from '../../../src/simulation/simulation.ts';
import type { Task } from '../../../src/simulation/task.ts';
import { clusterOf } from '../../helpers/cluster.ts';

interface Outcome {
  readonly simulation: Simulation;
  readonly deviations: Deviations;
  /** What happened, with the time in microseconds. */
  readonly log: readonly string[];
}

/** n1 sends n2 one message; n2 appends a record, syncs, and answers. */
function run(...planned: readonly Deviation[]): Outcome {
  return runIn(undefined, planned);
}

function runIn(span: Span | undefined, planned: readonly Deviation[] = []): Outcome {
  const log: string[] = [];
  const simulation = clusterOf(
    {
      start: (host) => {
        if (host.name === 'n1' && host.restarts === 0) host.spawn('ask', ask(host));
        if (host.name === 'n2') log.push(`start ${host.restarts} with ${host.read('l').length} records`);
      },
      receive: (request, host) => {
        log.push(`received @${simulation.kernel.nowMicros}`);
        host.append('l', 1);
        host.spawn(
          'answer',
          (function* () {
            yield* host.sync();
            request.reply(true);
          })(),
        );
      },
    },
    { names: ['n1', 'n2'] },
  );
  function* ask(host: Host): Task<void> {
    const reply = yield* host.call<true>('n2', { kind: 'question' }, 50_000);
    log.push(`answer ${String(reply)}`);
  }
  const deviations = new Deviations(simulation, planned, span);
  simulation.kernel.deviations = deviations;
  simulation.start();
  simulation.kernel.runUntil(100_000);
  return { simulation, deviations, log };
}

const UNDISTURBED = run();
const received = Number(UNDISTURBED.log[1]?.split('@')[1]);

/** The number of the first event that may deviate so. */
function eventOf(kind: Deviation['kind']): number {
  return UNDISTURBED.deviations.choices.find((choice) => choice.kind === kind)!.event;
}

test('undisturbed, the message arrives and is answered', () => {
  expect(UNDISTURBED.log).toEqual(['start 0 with 0 records', `received @${received}`, 'answer true']);
});

test('a lost message never arrives', () => {
  expect(run({ event: eventOf('lose'), kind: 'lose' }).log).toEqual(['start 0 with 0 records', 'answer undefined']);
});

test.each([
  ['delay-3ms', 3_000],
  ['delay-10ms', 10_000],
] as const)('%s: the message arrives so much later, and can not be turned aside again', (kind, micros) => {
  const { log, deviations } = run({ event: eventOf(kind), kind });
  expect(log[1]).toBe(`received @${received + micros}`);
  const again = deviations.choices.filter((choice) => choice.kind === 'lose');
  expect(again).toHaveLength(UNDISTURBED.deviations.choices.filter((choice) => choice.kind === 'lose').length - 1);
});

test('a power loss after an event takes what it wrote, and the server starts again', () => {
  expect(run({ event: eventOf('power-loss-after'), kind: 'power-loss-after' }).log).toEqual([
    'start 0 with 0 records',
    `received @${received}`,
    'start 1 with 0 records',
    'answer undefined',
  ]);
});

test('a power loss before a task goes on leaves what it had waited to be synced', () => {
  expect(run({ event: eventOf('power-loss-before'), kind: 'power-loss-before' }).log).toEqual([
    'start 0 with 0 records',
    `received @${received}`,
    'start 1 with 1 records',
    'answer undefined',
  ]);
});

test('what went otherwise is in the history', () => {
  const event = eventOf('lose');
  const { operations } = run({ event, kind: 'lose' }).simulation.recorder;
  expect(operations).toMatchObject([
    { process: 'nemesis', f: 'deviation', value: { event, kind: 'lose', node: 'n2', from: 'n1' } },
  ]);
});

test('after the end nothing goes otherwise', () => {
  const { deviations } = run();
  deviations.end();
  const count = deviations.choices.length;
  expect(deviations.before({} as never)).toBe(true);
  expect(deviations.choices).toHaveLength(count);
});

test('only what comes up within a span is noted as what could go otherwise; the events keep their numbers', () => {
  const { choices } = UNDISTURBED.deviations;
  const arrival = eventOf('lose');
  const later = runIn({ fromMicros: received + 1, untilMicros: 100_000 });
  expect(later.deviations.choices).toEqual(choices.filter(({ event }) => event > arrival));
  const sooner = runIn({ fromMicros: 0, untilMicros: received });
  expect(sooner.deviations.choices).toEqual(choices.filter(({ event }) => event <= arrival));
  expect(sooner.log).toEqual(UNDISTURBED.log);
});
