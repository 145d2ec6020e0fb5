import type { Topology } from '../../simulation/topology.ts';
import { listText } from '../text/names.ts';
import { countOf, durationText } from '../text/numbers.ts';
import { valueText } from '../text/value-text.ts';
import type { FaultInterval } from './fault-intervals.ts';

/** What a fault did, in a sentence without its time. */
export function faultText({ kind, resolved }: FaultInterval, topology: Topology | undefined): string {
  const who = targetsText(resolved['targets'], topology);
  const amount = Number(resolved['amount']);
  switch (kind) {
    case 'partition':
      return `Partition (${String(resolved['shape'])}): ${grudgeText(resolved['deaf'], topology)}.`;
    case 'crash':
      return `Process killed on ${who}; what was written to disk stays.`;
    case 'power-loss':
      return `Power lost on ${who}; writes not yet synced are gone.`;
    case 'mid-write-power-loss':
      return 'The nemesis lies in wait for rare writes, to cut the power in their middle; each strike is a power loss below.';
    case 'disk-loss':
      return `Disk lost on ${who}: down, then back and empty.`;
    case 'pause':
      return `Everything stops on ${who}, then goes on as if nothing had happened.`;
    case 'clock-offset':
      return `On ${who} the clock is set ${durationText(Math.abs(amount))} ${amount < 0 ? 'back' : 'ahead'}.`;
    case 'clock-jump':
      return `On ${who} the clock jumps ${durationText(Math.abs(amount))} ${amount < 0 ? 'back' : 'ahead'} and stays so.`;
    case 'clock-drift':
      return `On ${who} the clock runs ${Math.abs(amount)} ppm ${amount < 0 ? 'slow' : 'fast'}.`;
    case 'leap-second':
      return leapSecondText(resolved, who, topology);
    case 'loss':
      return `${perCent(resolved)} of the messages to and from ${who} are lost.`;
    case 'duplication':
      return `${perCent(resolved)} of the messages to and from ${who} arrive twice.`;
    case 'reordering':
      return `${perCent(resolved)} of the messages to and from ${who} are overtaken by later ones.`;
    case 'delay':
      return `Messages to and from ${who} take ${durationText(Number(resolved['micros']))} longer on average.`;
    default:
      return `${kind}: ${valueText(resolved)}`;
  }
}

function leapSecondText(resolved: FaultInterval['resolved'], who: string, topology: Topology | undefined): string {
  const stepped = Array.isArray(resolved['stepped']) ? resolved['stepped'] : [];
  const how = stepped.length === 0 ? 'smeared' : `stepped on ${targetsText(stepped, topology)}`;
  return `A leap second is inserted on ${who}, ${how}.`;
}

function perCent(resolved: FaultInterval['resolved']): string {
  return `${(Number(resolved['perMillion']) / 10_000).toFixed(0)} %`;
}

function targetsText(targets: unknown, topology: Topology | undefined): string {
  if (!Array.isArray(targets)) return valueText(targets);
  const names = targets.map(String);
  if (topology !== undefined && names.length > 1 && names.length === topology.servers.length)
    return `all ${countOf(names.length, 'server')}`;
  return names.length === 0 ? 'nobody' : listText(names);
}

/** Who no longer hears whom; servers that are deaf to the same others are told together. */
function grudgeText(deaf: unknown, topology: Topology | undefined): string {
  if (typeof deaf !== 'object' || deaf === null) return valueText(deaf);
  const listeners = new Map<string, string[]>();
  for (const [server, unheard] of Object.entries(deaf).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const names: readonly unknown[] = Array.isArray(unheard) ? unheard : [unheard];
    if (names.length === 0) continue;
    const senders = listText(names.map(String).sort());
    listeners.set(senders, [...(listeners.get(senders) ?? []), server]);
  }
  const cuts = [...listeners].map(([senders, servers]) => ({ senders, servers: listText(servers) }));
  const [first, second] = cuts;
  if (first !== undefined && cuts.length === 2 && first.senders === second?.servers) {
    const isWhole = topology === undefined || Object.keys(deaf).length === topology.servers.length;
    if (!isWhole) return `${first.servers} cut off from ${second.servers}, both ways`;
    return `${first.servers} on one side, ${second.servers} on the other`;
  }
  const sentences = cuts.map(
    ({ servers, senders }) => `${servers} ${servers.includes(' ') ? 'hear' : 'hears'} nothing from ${senders}`,
  );
  return sentences.join('; ');
}
