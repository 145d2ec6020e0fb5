import { Condition } from '../../../simulation/condition.ts';
import type { Host } from '../../../simulation/host.ts';
import type { Task } from '../../../simulation/task.ts';
import { backOffMicros } from '../../parts/back-off.ts';
import {
  CONNECT_TRY_MICROS,
  FIRST_BACK_OFF_MICROS,
  IDLE_AFTER_MICROS,
  IDLE_EVERY_MICROS,
  MOST_BACK_OFF_MICROS,
  PING_EVERY_MICROS,
  PING_TRY_MICROS,
} from '../config.ts';
import type { Bye, Connect, ConnectReply, Garbled, Ping } from '../messages.ts';

/** An open connection as the device sees it. */
export interface OpenLink {
  readonly server: string;
  readonly session: string;
  readonly connection: number;
}

const REST_MICROS = 3_600_000_000;

/** A device's connection: opened again whenever it is lost, unless the radio is off. */
export class Link {
  readonly #host: Host;
  readonly #servers: readonly string[];
  readonly #changed: Condition;
  #open: OpenLink | undefined = undefined;
  #connections = 0;
  #attempt = 0;
  #isRadioOn = true;
  /** Whether the app keeps a connection; one that sleeps does so again when it is used or woken. */
  #isAwake = true;
  #usedAt: number;

  /** @param servers in the order in which they are tried */
  constructor(host: Host, servers: readonly string[]) {
    this.#host = host;
    this.#servers = servers;
    this.#changed = new Condition(host, 'the connection');
    this.#usedAt = host.now();
  }

  start(): void {
    this.#host.spawn('connection', this.#run());
  }

  get isRadioOn(): boolean {
    return this.#isRadioOn;
  }

  /** The number of the present connection; what comes for an earlier one is not heard any more. */
  get connection(): number {
    return this.#connections;
  }

  /** The server that it is connected to. */
  get server(): string | undefined {
    return this.#open?.server;
  }

  /** There was something to do. */
  used(): void {
    const wasResting = this.#isIdle || !this.#isAwake;
    this.#usedAt = this.#host.now();
    this.#isAwake = true;
    if (wasResting) this.#changed.notify();
  }

  /** The app goes to sleep: the connection is closed until it is used, or a notification wakes it. */
  sleep(): void {
    const open = this.#open;
    this.#isAwake = false;
    this.#open = undefined;
    if (open !== undefined) this.#sayBye(open);
    this.#changed.notify();
  }

  /** A notification came. */
  wake(): void {
    this.#host.sometimes('whatsapp: sleeping app woken by a notification', !this.#isAwake);
    this.used();
  }

  /** Sends bytes that make no sense: on the connection, or instead of opening one. Returns the session that gets them. */
  garble(isHello: boolean): string | null {
    const session = isHello ? null : (this.#open?.session ?? null);
    const server = this.#open?.server ?? this.#servers[0] ?? '';
    const message: Garbled = { kind: 'garbled', session };
    if (this.#isRadioOn && (isHello || session !== null)) this.#host.send(server, message);
    return session;
  }

  /** Waits for an open connection. */
  *opened(): Task<OpenLink> {
    for (;;) {
      if (this.#open !== undefined) return this.#open;
      yield* this.#changed.wait(REST_MICROS);
    }
  }

  /** This connection doesn't work any more. */
  lost(link: OpenLink): void {
    if (this.#open !== link) return;
    this.#open = undefined;
    this.#changed.notify();
  }

  /** No network for so long: what is sent doesn't arrive, and nobody is told. */
  *switchOff(micros: number): Task<void> {
    this.#isRadioOn = false;
    this.#open = undefined;
    this.#host.observe('radio', { user: this.#host.name, isOn: false });
    this.#changed.notify();
    yield* this.#host.sleep(micros);
    this.#isRadioOn = true;
    this.#host.observe('radio', { user: this.#host.name, isOn: true });
    this.used();
    this.#changed.notify();
  }

  *#run(): Task<void> {
    for (;;) {
      if (!this.#isRadioOn || !this.#isAwake) yield* this.#changed.wait(REST_MICROS);
      else if (this.#open === undefined) yield* this.#connect();
      else yield* this.#keep(this.#open);
    }
  }

  *#connect(): Task<void> {
    const server = this.#servers[this.#attempt % this.#servers.length] ?? '';
    const connection = ++this.#connections;
    const message: Connect = { kind: 'connect', connection };
    const reply = yield* this.#host.call<ConnectReply>(server, message, CONNECT_TRY_MICROS);
    if (!this.#isRadioOn) return;
    if (reply?.status === 'connected') {
      this.#attempt = 0;
      this.#open = { server, session: reply.session, connection };
      this.#host.sometimes('whatsapp: device reconnected', connection > 1);
      this.#changed.notify();
      return;
    }
    this.#attempt++;
    const back = backOffMicros(this.#host, this.#attempt, FIRST_BACK_OFF_MICROS, MOST_BACK_OFF_MICROS);
    yield* this.#changed.wait((reply?.retryMicros ?? 0) + back);
  }

  /** Asks again and again whether the session lives. */
  *#keep(link: OpenLink): Task<void> {
    const nextMicros = this.#isIdle ? IDLE_EVERY_MICROS : PING_EVERY_MICROS;
    const message: Ping = { kind: 'ping', session: link.session, nextMicros };
    const isAlive = yield* this.#host.call<boolean>(link.server, message, PING_TRY_MICROS);
    if (isAlive !== true) {
      this.#host.sometimes('whatsapp: device found its connection dead', this.#open === link);
      this.#sayBye(link);
      return this.lost(link);
    }
    if (this.#open === link) yield* this.#changed.wait(nextMicros);
  }

  #sayBye({ server, session }: OpenLink): void {
    const message: Bye = { kind: 'bye', session };
    if (this.#isRadioOn) this.#host.send(server, message);
  }

  get #isIdle(): boolean {
    return this.#host.now() - this.#usedAt > IDLE_AFTER_MICROS;
  }
}
