import type { Simulation } from '../simulation/simulation.ts';
import type { Effect } from './effect.ts';
import type { Fault } from './fault.ts';
import { beginClockFault, beginLeapSecond, beginStrobe } from './faults/clock.ts';
import { beginClog } from './faults/clog.ts';
import { beginDamage, beginSnapshotRollback } from './faults/damage.ts';
import { beginFullDisk, beginLyingFsync, beginStalledDisk } from './faults/disk.ts';
import { beginHotKey } from './faults/hot-key.ts';
import { beginMembershipChange } from './faults/membership-change.ts';
import { beginMessageFault } from './faults/messages.ts';
import { beginMidWriteFault } from './faults/mid-write.ts';
import { beginPartition } from './faults/partition.ts';
import { beginProcessFault } from './faults/process.ts';
import { beginReset } from './faults/reset.ts';
import { beginRestartLoop } from './faults/restart-loop.ts';
import { beginRetryStorm } from './faults/retry-storm.ts';
import { beginRollingUpgrade } from './faults/rolling-upgrade.ts';
import { beginSlowCpu, beginSlowDisk } from './faults/slow.ts';
import { beginThunderingHerd } from './faults/thundering-herd.ts';

/** Makes a fault happen, and returns how to take it back. */
export function beginFault(simulation: Simulation, fault: Fault): Effect {
  switch (fault.kind) {
    case 'partition':
      return beginPartition(simulation, fault);
    case 'crash':
    case 'power-loss':
    case 'disk-loss':
    case 'pause':
      return beginProcessFault(simulation, fault);
    case 'restart-loop':
      return beginRestartLoop(simulation, fault);
    case 'rolling-upgrade':
      return beginRollingUpgrade(simulation, fault);
    case 'slow-cpu':
      return beginSlowCpu(simulation, fault);
    case 'slow-disk':
      return beginSlowDisk(simulation, fault);
    case 'stalled-disk':
      return beginStalledDisk(simulation, fault);
    case 'full-disk':
      return beginFullDisk(simulation, fault);
    case 'lying-fsync':
      return beginLyingFsync(simulation, fault);
    case 'bit-rot':
    case 'misdirected-write':
    case 'read-error':
      return beginDamage(simulation, fault);
    case 'snapshot-rollback':
      return beginSnapshotRollback(simulation, fault);
    case 'mid-write-power-loss':
      return beginMidWriteFault(simulation, fault);
    case 'clock-offset':
    case 'clock-drift':
    case 'clock-rates':
    case 'clock-jump':
    case 'clock-freeze':
    case 'clock-uncertainty':
      return beginClockFault(simulation, fault);
    case 'clock-strobe':
      return beginStrobe(simulation, fault);
    case 'leap-second':
      return beginLeapSecond(simulation, fault);
    case 'clog':
      return beginClog(simulation, fault);
    case 'reset':
      return beginReset(simulation, fault);
    case 'retry-storm':
      return beginRetryStorm(simulation, fault);
    case 'thundering-herd':
      return beginThunderingHerd(simulation, fault);
    case 'hot-key':
      return beginHotKey(simulation, fault);
    case 'membership-change':
      return beginMembershipChange(simulation, fault);
    default:
      return beginMessageFault(simulation, fault);
  }
}
