import type { Host } from '../../simulation/host.ts';
import type { MetadataCommand } from './cluster/commands.ts';
import type { Metadata } from './cluster/metadata.ts';
import type { Config } from './config.ts';
import type { Mechanisms } from './mechanisms.ts';

/** What the parts of a broker share. */
export interface BrokerContext {
  readonly host: Host;
  readonly config: Config;
  readonly mechanisms: Mechanisms;
  /** As far as this broker has heard. */
  readonly metadata: Metadata;
  /** Asks the controller, without waiting for what comes of it. */
  propose(command: MetadataCommand): void;
  /** Whether this start of the process is the one that the metadata knows. */
  isRegistered(): boolean;
}
