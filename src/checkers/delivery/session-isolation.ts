import type { History } from '../../history/history.ts';
import { Findings } from '../findings.ts';
import { fieldsOf, resultOf } from '../values.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { unexpected } from './messages.ts';

const SHAPE = '{ session, user, incarnation, event: "started" | "closed" | "crashed" | "terminated" }';

/** Something that a server says of one of its sessions. */
interface SessionEvent {
  readonly server: string;
  readonly session: string;
  readonly user: string;
  /** How often the server had started before: its sessions do not outlive it. */
  readonly incarnation: number;
  readonly event: string;
  readonly index: number;
}

/**
 * A session that crashes takes no other with it: each crash has a cause of its own, a malformed frame that its user had sent
 * on this session before, and no session is ended by its supervisor. O(statements + frames).
 */
export function checkSessionIsolation(history: History): Verdict {
  const garbled = readGarbled(history);
  const findings = new Findings();
  const live = new Map<string, Map<string, SessionEvent>>();
  const exercised = { sessions: 0, crashes: 0, othersLive: 0 };
  let crash: SessionEvent | undefined;
  for (const event of readEvents(history)) {
    const others = liveOf(live, event);
    others.delete(event.session);
    if (event.event === 'started') {
      exercised.sessions++;
      others.set(event.session, event);
    } else if (event.event === 'crashed') {
      exercised.crashes++;
      exercised.othersLive += others.size;
      const isOwn = (garbled.get(event.session) ?? Infinity) < event.index;
      if (isOwn) crash = event;
      else addDisturbed(event, 'crashed', crash, findings);
    } else if (event.event === 'terminated') addDisturbed(event, 'was ended by its supervisor', crash, findings);
  }
  if (exercised.othersLive === 0 && findings.all().length === 0)
    return { verdict: 'vacuous', exercised, reason: 'no session crashed beside another' };
  return verdictOf(findings.all(), exercised);
}

/** By session the index at which its user first began to send a malformed frame on it. */
function readGarbled(history: History): ReadonlyMap<unknown, number> {
  const first = new Map<unknown, number>();
  for (const garble of history.of('garble')) {
    const { session } = fieldsOf(resultOf(garble), '{ user, isHello, session }');
    if (!first.has(session)) first.set(session, garble.invoke.index);
  }
  return first;
}

function readEvents(history: History): readonly SessionEvent[] {
  return history.observations('session').map((stated) => {
    const { session, user, incarnation, event } = fieldsOf(stated, SHAPE);
    if (
      typeof session !== 'string' ||
      typeof user !== 'string' ||
      typeof incarnation !== 'number' ||
      typeof event !== 'string'
    )
      throw unexpected(stated, SHAPE);
    return { server: String(stated.process), session, user, incarnation, event, index: stated.index };
  });
}

function liveOf(
  live: Map<string, Map<string, SessionEvent>>,
  { server, incarnation }: SessionEvent,
): Map<string, SessionEvent> {
  const key = `${server} ${incarnation}`;
  let sessions = live.get(key);
  if (sessions === undefined) live.set(key, (sessions = new Map()));
  return sessions;
}

function addDisturbed(event: SessionEvent, what: string, crash: SessionEvent | undefined, findings: Findings): void {
  const isNear = crash !== undefined && crash.server === event.server && crash.incarnation === event.incarnation;
  const cause = isNear
    ? ` after ${crash.session} of ${crash.user} had crashed beside it (observation ${crash.index})`
    : '';
  findings.add('disturbed-session', () => ({
    message: `${event.session} of ${event.user} ${what} (observation ${event.index})${cause}, although ${event.user} had sent no malformed frame on it.`,
    operations: isNear ? [crash.index, event.index] : [event.index],
  }));
}
