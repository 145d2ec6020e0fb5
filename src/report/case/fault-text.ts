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
      return `On ${who} the clock runs ${rateText(Math.abs(amount))} ${amount < 0 ? 'slow' : 'fast'}.`;
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
      return RARER_FAULTS[kind]?.(who) ?? `${kind}: ${valueText(resolved)}`;
  }
}

/** Sentences about faults whose amounts say little to a reader. */
const RARER_FAULTS: Readonly<Record<string, (who: string) => string>> = {
  corruption: (who) => `Messages to and from ${who} are spoilt on their way, and dropped for their checksum.`,
  'duplicate-storm': (who) => `Messages to and from ${who} arrive many times over.`,
  'heavy-tail': (who) => `Some messages to and from ${who} take a hundred times as long.`,
  bandwidth: (who) => `Links to and from ${who} are narrow: messages queue.`,
  clog: (who) => `Messages to and from ${who} are held back, and come all at once when it ends.`,
  reset: (who) => `Connections to and from ${who} break: what was on its way is lost.`,
  'malformed-response': (who) => `Answers of ${who} are rubbish, and dropped.`,
  'slow-dependency': (who) => `Answers of ${who} come long after the work is done.`,
  'retry-storm': (who) => `Clients send their requests to ${who} again and again.`,
  'thundering-herd': (who) => `Clients beside ${who} stand still, and come all at once when it ends.`,
  'slow-cpu': (who) => `Everything takes longer on ${who}.`,
  'slow-disk': (who) => `Syncs take longer on ${who}.`,
  'stalled-disk': (who) => `No sync ends on ${who}.`,
  'full-disk': (who) => `The disk is full on ${who}: a process that writes dies of it.`,
  'lying-fsync': (who) => `Syncs do nothing on ${who}, and then the power fails.`,
  'bit-rot': (who) => `A record has rotted on the disk of ${who}, which is down and comes back.`,
  'misdirected-write': (who) => `A write went to the wrong place on the disk of ${who}, which is down and comes back.`,
  'read-error': (who) => `A record can't be read on the disk of ${who}, which is down and comes back.`,
  'snapshot-rollback': (who) => `The disk of ${who} is restored, when it ends, to what it held when it began.`,
  'restart-loop': (who) => `Processes die and come back again and again on ${who}.`,
  'rolling-upgrade': (who) => `One after the other of ${who} restarts in a newer version.`,
  'clock-rates': (who) => `Clocks of ${who} run at rates apart.`,
  'clock-freeze': (who) => `Clocks of ${who} stand still.`,
  'clock-strobe': (who) => `Clocks of ${who} jump forth and back.`,
  'clock-uncertainty': (who) => `${who} say that their clocks are surer than they are.`,
  'hot-key': (who) => `Clients beside ${who} all want the same key.`,
  'membership-change': (who) => `${who} leaves the cluster, and joins it again when it ends.`,
};

function leapSecondText(resolved: FaultInterval['resolved'], who: string, topology: Topology | undefined): string {
  const stepped = Array.isArray(resolved['stepped']) ? resolved['stepped'] : [];
  const how = stepped.length === 0 ? 'smeared' : `stepped on ${targetsText(stepped, topology)}`;
  return `A leap second is inserted on ${who}, ${how}.`;
}

/** `200 ppm`, and from a thousandth on `4.9 %`. */
function rateText(ppm: number): string {
  return ppm < 1000 ? `${ppm} ppm` : `${(ppm / 10_000).toFixed(1)} %`;
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
