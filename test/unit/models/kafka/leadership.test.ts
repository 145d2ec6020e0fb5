import { expect, test } from 'vitest';
import { KafkaBroker } from '../../../helpers/models/kafka-broker.ts';

const LAG_MICROS = 600_000;

/** A leader with three records; n3 left the in-sync replicas, came back, and is asked to be let in again. */
function admitting(): KafkaBroker {
  const broker = new KafkaBroker('n1');
  broker.fence('n3');
  broker.decide({ type: 'unfence', broker: 'n3', epoch: broker.epochOf('n3') });
  broker.append(3);
  for (const follower of ['n2', 'n3']) broker.fetched(follower);
  broker.maintainIsr();
  return broker;
}

function askedFor(broker: KafkaBroker): readonly string[] | undefined {
  const command = broker.proposed.at(-1);
  return command?.type === 'alter-isr' ? command.isr.map((member) => member.broker) : undefined;
}

test('a follower that fetches and has all that is committed is asked to be let in', () => {
  const broker = admitting();
  expect(broker.isr).toEqual(['n1', 'n2']);
  expect(askedFor(broker)).toEqual(['n1', 'n2', 'n3']);
});

test('one that was asked for counts until the controller has decided otherwise', () => {
  const broker = admitting();
  broker.append(1);
  broker.fetched('n2');
  expect(broker.replica.highWatermark).toBe(3);
});

test('where the controller refused, the leader asks for the present ones anew, and goes on without it', () => {
  const broker = admitting();
  broker.append(1);
  broker.wait(LAG_MICROS + 1);
  broker.fetched('n2');
  broker.maintainIsr();
  expect(askedFor(broker)).toEqual(['n1', 'n2']);
  const [refused, again] = broker.proposed.slice(-2);
  broker.fence('n3');
  if (refused === undefined || again === undefined) expect.fail('it asked twice');
  broker.decide(refused);
  expect(broker.isr).toEqual(['n1', 'n2']);
  expect(broker.replica.highWatermark).toBe(3);
  broker.decide(again);
  expect(broker.replica.highWatermark).toBe(4);
  expect(broker.simulation.kernel.coverage.counts()).toMatchObject({
    'kafka: an admission to the in-sync replicas is taken back': 1,
  });
});

test('one that has fetched nothing for long is not let in, though it once had everything', () => {
  const broker = new KafkaBroker('n1');
  broker.fence('n3');
  broker.decide({ type: 'unfence', broker: 'n3', epoch: broker.epochOf('n3') });
  broker.fetched('n3');
  broker.wait(LAG_MICROS + 1);
  broker.fetched('n2');
  broker.maintainIsr();
  expect(broker.proposed).toEqual([]);
});
