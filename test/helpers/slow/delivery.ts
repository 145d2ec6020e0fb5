import type { History, Invocation } from '../../../src/history/history.ts';
import type { Operation } from '../../../src/history/operation.generated.ts';

interface Written {
  readonly from: string;
  readonly to: string;
  readonly bodies: readonly string[];
  readonly ids?: readonly string[];
}

interface Shown {
  readonly user: string;
  readonly from: string;
  readonly body: string;
}

interface Ticked {
  readonly user: string;
  readonly body: string;
  readonly tick: 'sent' | 'delivered' | 'read';
}

interface SessionLine {
  readonly session: string;
  readonly incarnation: number;
  readonly event: string;
}

/** A message with what the history says of it. */
interface Message {
  readonly body: string;
  readonly from: string;
  readonly to: string;
  readonly id: string | undefined;
  readonly send: Invocation;
  /** Index of the send, then place in it. */
  readonly place: readonly [number, number];
}

const valueOf = <Value>({ value }: Operation): Value => value as Value;
const displays = (history: History): readonly Operation[] => history.observations('displayed');
const ticks = (history: History): readonly Operation[] => history.observations('tick');

function messages(history: History): readonly Message[] {
  return history.of('send').flatMap((send) => {
    const { from, to, bodies } = valueOf<Written>(send.invoke);
    const ids = send.completion === undefined ? [] : (valueOf<Written>(send.completion).ids ?? []);
    return bodies.map((body, nth): Message => {
      return { body, from, to, id: ids[nth], send, place: [send.invoke.index, nth] };
    });
  });
}

/** Lines with which the sender learned that a server has the message. */
function acknowledgements(history: History, { body, from, send }: Message): readonly Operation[] {
  const ticked = ticks(history).filter((line) => {
    const { user, body: of } = valueOf<Ticked>(line);
    return user === from && of === body;
  });
  return send.outcome === 'ok' && send.completion !== undefined ? [...ticked, send.completion] : ticked;
}

const isShownTo = (line: Operation, { body, to }: Message): boolean =>
  valueOf<Shown>(line).user === to && valueOf<Shown>(line).body === body;

/** The last look of a user to which something is owed, and until when that was to have happened. */
function lastLook(history: History, user: string): { readonly end: number; readonly sinceNanos: number } | undefined {
  const heal = history.nemesis().find(({ f }) => f === 'heal');
  const radios = history.observations('radio').filter((line) => valueOf<{ user: string }>(line).user === user);
  const isOn = (line: Operation): boolean => valueOf<{ isOn: boolean }>(line).isOn;
  const sinceOf = ({ invoke }: Invocation): number =>
    invoke.time - valueOf<{ owedMicros: number }>(invoke).owedMicros * 1000;
  const isGood = (look: Invocation): boolean => {
    const since = sinceOf(look);
    const last = radios.findLast((line) => line.time <= since);
    const wasOff = last !== undefined && !isOn(last);
    const isSwitchedOff = radios.some((line) => !isOn(line) && line.time > since && line.time < look.invoke.time);
    return look.outcome === 'ok' && (heal?.time ?? 0) <= since && !wasOff && !isSwitchedOff;
  };
  const looks = history.of('look').filter(({ invoke }) => valueOf<{ user: string }>(invoke).user === user);
  const look = looks.findLast(isGood);
  return look === undefined ? undefined : { end: look.completion?.index ?? Infinity, sinceNanos: sinceOf(look) };
}

/** Some message that was acknowledged in time is not shown before the last look to which it is owed. */
export function losesMessages(history: History): boolean {
  return messages(history).some((message) => {
    const look = lastLook(history, message.to);
    if (look === undefined) return false;
    const [first] = [...acknowledgements(history, message)].sort((a, b) => a.index - b.index);
    const isOwed = first !== undefined && first.time <= look.sinceNanos;
    return isOwed && !displays(history).some((line) => isShownTo(line, message) && line.index < look.end);
  });
}

export function showsTwice(history: History): boolean {
  const all = displays(history);
  return all.some((a) =>
    all.some(
      (b) =>
        a !== b &&
        valueOf<Shown>(a).user === valueOf<Shown>(b).user &&
        valueOf<Shown>(a).body === valueOf<Shown>(b).body,
    ),
  );
}

export function misdelivers(history: History): boolean {
  return displays(history).some((line) => {
    const { user, body } = valueOf<Shown>(line);
    return messages(history).some((message) => message.body === body && message.to !== user);
  });
}

export function showsPhantoms(history: History): boolean {
  return displays(history).some((line) => {
    const { from, body } = valueOf<Shown>(line);
    const origin = messages(history).find((message) => message.body === body);
    if (origin === undefined || origin.send.invoke.index > line.index) return true;
    return origin.from !== from || origin.send.outcome === 'fail';
  });
}

/** Some two messages of a chat are first shown in the wrong order, or the later alone although the earlier is acknowledged. */
export function breaksOrder(history: History): boolean {
  const all = messages(history);
  const firstShown = (message: Message): number =>
    displays(history).find((line) => isShownTo(line, message))?.index ?? Infinity;
  return all.some((a) =>
    all.some((b) => {
      if (a.from !== b.from || a.to !== b.to || !isBefore(a.place, b.place)) return false;
      const [shownA, shownB] = [firstShown(a), firstShown(b)];
      if (shownB === Infinity) return false;
      return shownA === Infinity ? acknowledgements(history, a).length > 0 : shownA > shownB;
    }),
  );
}

function isBefore(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}

/** Some tick says what is not so, or some message that was shown or read in time never got the tick that says so. */
export function ticksLie(history: History): boolean {
  return someTickIsFalse(history) || someTickIsMissing(history);
}

function someTickIsMissing(history: History): boolean {
  return messages(history).some((message) => {
    const { from, to, body } = message;
    const [sender, recipient] = [lastLook(history, from), lastLook(history, to)];
    if (sender === undefined || recipient === undefined) return false;
    const isInTime = ({ time }: Operation): boolean => time <= sender.sinceNanos && time <= recipient.sinceNanos;
    const isTicked = (...kinds: readonly Ticked['tick'][]): boolean =>
      ticks(history).some((line) => {
        const { user, body: of, tick } = valueOf<Ticked>(line);
        return user === from && of === body && kinds.includes(tick) && line.index < sender.end;
      });
    const isShown = displays(history).some((line) => isShownTo(line, message) && isInTime(line));
    const isRead = history.of('open').some(({ completion, outcome }) => {
      if (outcome !== 'ok' || completion === undefined) return false;
      const { user: reader, bodies } = valueOf<{ user: string; bodies: string[] }>(completion);
      return reader === to && bodies.includes(body) && isInTime(completion);
    });
    return (isShown && !isTicked('delivered', 'read')) || (isRead && !isTicked('read'));
  });
}

function someTickIsFalse(history: History): boolean {
  const rank = { sent: 1, delivered: 2, read: 3 };
  return ticks(history).some((line) => {
    const { user, body, tick } = valueOf<Ticked>(line);
    const origin = messages(history).find((message) => message.body === body);
    if (origin === undefined || origin.from !== user || origin.send.invoke.index > line.index) return true;
    const isShown = displays(history).some((shown) => isShownTo(shown, origin) && shown.index < line.index);
    const isRead = history.of('open').some(({ invoke, completion, outcome }) => {
      if (outcome !== 'ok' || completion === undefined || invoke.index > line.index) return false;
      const { user: reader, bodies } = valueOf<{ user: string; bodies: string[] }>(completion);
      return reader === origin.to && bodies.includes(body);
    });
    const isBack = ticks(history).some((other) => {
      const earlier = valueOf<Ticked>(other);
      const isSame = earlier.body === body && earlier.user === user;
      return isSame && other.index < line.index && rank[earlier.tick] >= rank[tick];
    });
    return (tick !== 'sent' && !isShown) || (tick === 'read' && !isRead) || isBack;
  });
}

export function reusesIds(history: History): boolean {
  const all = messages(history);
  return all.some((a) => all.some((b) => a !== b && a.id !== undefined && a.id === b.id));
}

/** Some session was ended by its supervisor, or crashed without a malformed frame before. */
export function disturbsSessions(history: History): boolean {
  return history.observations('session').some((line) => {
    const { session, event } = valueOf<SessionLine>(line);
    if (event === 'terminated') return true;
    const isOwn = history.of('garble').some(({ invoke, completion }) => {
      return invoke.index < line.index && valueOf<{ session: unknown }>(completion ?? invoke).session === session;
    });
    return event === 'crashed' && !isOwn;
  });
}
