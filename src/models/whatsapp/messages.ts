import type { Message } from '../../simulation/request.ts';
import type { NotLeading } from '../parts/leader-session.ts';
import type { Item, Submission } from './items.ts';

/** Device → chat server: open a connection. Later connections of a device have higher numbers. */
export interface Connect extends Message {
  readonly kind: 'connect';
  readonly connection: number;
}

export type ConnectReply =
  | { readonly status: 'connected'; readonly session: string }
  /** No room or too many at once: come back after so long. */
  | { readonly status: 'busy'; readonly retryMicros: number };

/** Device → session: I am here, and will say so again after so long. Answered by whether there is such a session. */
export interface Ping extends Message {
  readonly kind: 'ping';
  readonly session: string;
  readonly nextMicros: number;
}

/** Device → session: the connection is over. */
export interface Bye extends Message {
  readonly kind: 'bye';
  readonly session: string;
}

/** Device → session: take this. */
export interface Submit extends Message {
  readonly kind: 'submit';
  readonly session: string;
  readonly item: Submission;
}

/** `unavailable`: it may be stored, or may still be. */
export interface SubmitReply {
  readonly status: 'accepted' | 'unavailable' | 'no-session';
}

/** Session → device: an item for your user; answered by true once the device has it. */
export interface Show extends Message {
  readonly kind: 'show';
  readonly connection: number;
  readonly item: Item;
}

/** Session → shard of its user: deliver through me. */
export interface Attach extends Message {
  readonly kind: 'attach';
  readonly user: string;
  readonly session: string;
  readonly connection: number;
}

export type AttachReply = { readonly status: 'attached' | 'replaced' } | NotLeading;

/** Session → shard of its user: I am gone. */
export interface Detach extends Message {
  readonly kind: 'detach';
  readonly user: string;
  readonly session: string;
}

/** Session → shard of its user: store this. */
export interface Accept extends Message {
  readonly kind: 'accept';
  readonly item: Submission;
}

export type StoreReply = { readonly status: 'stored' | 'unknown' } | NotLeading;

/** Shard → session: an item for your device; answered by whether the device has it, and whether the session lives. */
export interface Deliver extends Message {
  readonly kind: 'deliver';
  readonly session: string;
  readonly item: Item;
}

export type DeliverReply = 'acknowledged' | 'unanswered' | 'gone';

/** Shard → session: the device has connected elsewhere. */
export interface Close extends Message {
  readonly kind: 'close';
  readonly session: string;
}

/** Shard → shard: items for your users, in their order. */
export interface Forward extends Message {
  readonly kind: 'forward';
  readonly items: readonly Item[];
}

/** Device → chat server: bytes that make no sense, on a session or where a connection should be opened. */
export interface Garbled extends Message {
  readonly kind: 'garbled';
  readonly session: string | null;
}

/** Shard → push gateway: there is something for a user who is not connected. */
export interface Notify extends Message {
  readonly kind: 'notify';
  readonly user: string;
}

/** Push gateway → device: wake the app; answered by true. */
export interface Wake extends Message {
  readonly kind: 'wake';
}

export type DeviceMessage = Connect | Ping | Bye | Submit | Garbled;
export type ChatMessageKind = DeviceMessage | Deliver | Close;
export type ShardMessage = Attach | Detach | Accept | Forward;
