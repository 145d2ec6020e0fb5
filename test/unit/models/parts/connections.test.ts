import { expect, test } from 'vitest';
import { Connections } from '../../../../src/models/parts/connections.ts';
import { Connector, type Connection, type Reconnect } from '../../../../src/models/parts/connector.ts';
import type { Host } from '../../../../src/simulation/host.ts';
import type { Task } from '../../../../src/simulation/task.ts';
import { clusterWithTask } from '../../../helpers/cluster.ts';

/** Which of these requests a server takes, in their order. */
function admitted(requests: (connector: Connector) => readonly Connection[]): readonly (number | Reconnect)[] {
  const seen: (number | Reconnect)[] = [];
  const connector = new Connector();
  function* work(host: Host): Task<void> {
    const known = yield* host.call<Reconnect>('n2', message(connector.next('n2')), 1_000_000);
    if (known !== undefined) connector.reconnect('n2', known);
    for (const connection of requests(connector)) {
      host.send('n2', message(connection));
      yield* host.sleep(100_000);
    }
  }
  let connections: Connections | undefined;
  const receive = (request: Parameters<Connections['admit']>[0], host: Host): void => {
    connections ??= new Connections(host, 'test');
    const { connection } = request.message as ReturnType<typeof message>;
    if (connections.admit(request, connection)) seen.push(connection.number);
  };
  clusterWithTask(work, receive, { names: ['n1', 'n2'] }).kernel.runUntil(20_000_000);
  return seen;
}

function message(connection: Connection) {
  return { kind: 'ask', connection } as const;
}

test('a request is taken once, and none after a later one', () => {
  const taken = admitted((connector) => {
    const [second, third] = [connector.next('n2'), connector.next('n2')];
    return [third, third, second];
  });
  expect(taken).toEqual([3]);
});

test('a request to an earlier incarnation is not taken', () => {
  expect(admitted(() => [{ incarnation: -1, number: 9 }])).toEqual([]);
});

test('who was connected can not know whether the earlier incarnation took a request; who was not, does', () => {
  const connector = new Connector();
  expect(connector.reconnect('n2', { status: 'reconnect', incarnation: 0 })).toBe(false);
  expect(connector.reconnect('n2', { status: 'reconnect', incarnation: 1 })).toBe(true);
  expect(connector.reconnect('n3', { status: 'reconnect', incarnation: 4 })).toBe(false);
});
