import type { History, Invocation } from '../../history/history.ts';
import { isOfCore } from './core.ts';

/**
 * Index in the history from which on the system must serve and agree: faults are healed and the time it was given to
 * recover is over. The nemesis marks it `final`; where it didn't, it is the servers' first statement after the heal.
 */
export function finalPhaseStart(history: History): number | undefined {
  const nemesis = history.nemesis();
  const marked = nemesis.find(({ f }) => f === 'final');
  if (marked !== undefined) return marked.index;
  const heal = nemesis.find(({ f }) => f === 'heal');
  if (heal === undefined) return undefined;
  return history.observations('replica-state').find(({ index }) => index > heal.index)?.index;
}

/**
 * Operations of these names that were invoked in the final phase. Where only a core of the cluster healed, those of clients
 * at home on it: nothing is promised to others.
 */
export function finalInvocations(history: History, ...fs: readonly string[]): readonly Invocation[] {
  const start = finalPhaseStart(history);
  if (start === undefined) return [];
  const isPromised = isOfCore(history);
  const invocations = fs.length === 0 ? history.invocations : history.of(...fs);
  return invocations.filter((invocation) => invocation.invoke.index > start && isPromised(invocation));
}
