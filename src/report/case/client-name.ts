import { clientOf } from '../timeline/lanes.ts';
import type { CaseView } from './case-view.ts';

/** `c3 (at n3)`, or the process where the clients are unknown. */
export function clientName(view: CaseView, process: number): string {
  const client = view.topology?.clients[clientOf(view, process)];
  return client === undefined ? `process ${process}` : `${client.name} (at ${client.home})`;
}

/** `c3` alone. */
export function nameOfClient(view: CaseView, process: number): string {
  const client = clientOf(view, process);
  return view.topology?.clients[client]?.name ?? `client ${client}`;
}
