// Generated from histories/schema/scenario.schema.json by `npm run schema`. Do not edit.

export type Name = string;
/**
 * @minItems 1
 */
export type Names = [Name, ...Name[]];

/**
 * An incident as a script: what happens when, how wide, and how strong.
 */
export interface Scenario {
  format: 'capcheck-scenario/1';
  /**
   * How reports call it.
   */
  name: string;
  description: Name;
  /**
   * Where it is told.
   */
  source?: string;
  /**
   * The system that it is meant for, where the command names none.
   */
  system?: string;
  /**
   * A variant of that system, where the command names none.
   */
  variant?: string;
  /**
   * Messages of a link arrive in the order in which they were sent, as on a connection. Without it, any two may overtake each other.
   */
  links?: 'ordered';
  /**
   * What clients do meanwhile, where the command or the system don't say.
   */
  workload?: {
    /**
     * About how many client operations the chaos phase has.
     */
    operations?: number;
    /**
     * Settings of the system by their names, in the place of what it draws.
     */
    settings?: {
      [k: string]: number | boolean;
    };
  };
  /**
   * @minItems 1
   */
  steps: [Step, ...Step[]];
}
/**
 * One line of the script. It may happen several times.
 */
export interface Step {
  /**
   * When it begins, from the start of the run.
   */
  at: string;
  /**
   * How long it lasts.
   */
  for: string;
  /**
   * What happens.
   */
  fault:
    | 'partition'
    | 'crash'
    | 'power-loss'
    | 'mid-write-power-loss'
    | 'disk-loss'
    | 'pause'
    | 'clock-offset'
    | 'clock-drift'
    | 'clock-jump'
    | 'leap-second'
    | 'loss'
    | 'duplication'
    | 'reordering'
    | 'delay'
    | 'corruption'
    | 'duplicate-storm'
    | 'heavy-tail'
    | 'bandwidth'
    | 'clog'
    | 'reset'
    | 'malformed-response'
    | 'retry-storm'
    | 'thundering-herd'
    | 'slow-cpu'
    | 'restart-loop'
    | 'rolling-upgrade'
    | 'slow-disk'
    | 'stalled-disk'
    | 'full-disk'
    | 'lying-fsync'
    | 'bit-rot'
    | 'misdirected-write'
    | 'read-error'
    | 'snapshot-rollback'
    | 'clock-rates'
    | 'clock-freeze'
    | 'clock-strobe'
    | 'clock-uncertainty'
    | 'slow-dependency'
    | 'hot-key'
    | 'membership-change';
  /**
   * Whom it hits (all where it isn't said): a number of servers of which the seed draws who, whoever leads then, or those named.
   */
  target?:
    | ('node' | 'minority' | 'minority-third' | 'majority' | 'all' | 'primaries' | 'rack' | 'zone' | 'region')
    | Named
    | InRack
    | InZone
    | InRegion;
  /**
   * How a partition cuts; without it the targets are cut off from all others.
   */
  shape?:
    | 'halves'
    | 'bisect'
    | 'random-node'
    | 'minority-third'
    | 'majorities-ring'
    | 'majorities-ring-stochastic'
    | 'bridge'
    | 'primaries'
    | 'one-way'
    | 'zone'
    | 'region'
    | 'swizzle';
  /**
   * It happens again, so far apart.
   */
  every?: string;
  /**
   * How often it happens.
   */
  times?: number;
  /**
   * Amounts by the names that the fault has for them in a plan; what is left out is drawn.
   */
  with?: {
    [k: string]: number;
  };
}
export interface Named {
  servers: Names;
}
export interface InRack {
  rack: Name;
}
export interface InZone {
  zone: Name;
}
export interface InRegion {
  region: Name;
}
