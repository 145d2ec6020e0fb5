import { listText } from './names.ts';
import { countOf, durationText } from './numbers.ts';
import { found, isFields, shown } from './shapes.ts';

type Fields = Readonly<Record<string, unknown>>;

/** More messages than these are told by the first and the last. */
const MOST_BODIES = 4;

const TICKS: Readonly<Record<string, string>> = {
  sent: 'the first tick (a server has it)',
  delivered: 'the second tick (the recipient’s device has it)',
  read: 'blue ticks (the recipient has opened the chat)',
};

const EVENTS: Readonly<Record<string, string>> = {
  started: 'has begun',
  closed: 'was closed',
  crashed: 'has crashed',
  terminated: 'was ended by its supervisor',
};

/** What a user of a messenger did, in words that go on from its name; undefined when it is nothing of a messenger. */
export function chatSentence(f: string, value: Fields, isKnown: boolean): string | undefined {
  if ('bodies' in value && 'to' in value) return `sends ${bodiesText(value['bodies'])} to ${shown(value['to'])}`;
  if ('with' in value) {
    const news = isKnown ? ` and finds ${found(value['bodies'])}` : '';
    return `opens the chat with ${shown(value['with'])}${news}`;
  }
  if (!('user' in value)) return undefined;
  if (f === 'offline') return `loses the network for ${durationText(Number(value['micros']))}`;
  if (f === 'sleep') return 'puts the app to sleep';
  if (f === 'garble') return 'sends a frame that makes no sense';
  if (f !== 'look') return undefined;
  return isKnown
    ? `looks at the device, which has shown ${countOf(Number(value['shown']), 'message')} so far`
    : 'looks at the device';
}

/** The same as a thing that belongs to the user. */
export function chatNoun(f: string, value: Fields): string | undefined {
  if ('bodies' in value && 'to' in value) return `message to ${shown(value['to'])}`;
  if ('with' in value) return `look into the chat with ${shown(value['with'])}`;
  return 'user' in value && f === 'look' ? 'look at the device' : undefined;
}

/** What devices and chat servers state. */
export const CHAT_STATEMENTS: Readonly<Record<string, (value: Fields) => string | undefined>> = {
  tick: ({ body, tick }) => `sees ${TICKS[String(tick)] ?? `the tick ${shown(tick)}`} on ${shown(body)}`,
  displayed: ({ body, from }) => `shows ${shown(body)} from ${shown(from)}`,
  radio: ({ isOn }) => (isOn === true ? 'is back on the network' : 'is off the network'),
  session: ({ session, user, event }) =>
    `states that the session ${shown(session)} of ${shown(user)} ${EVENTS[String(event)] ?? `is ${shown(event)}`}`,
  waiting: ({ items }) => (Array.isArray(items) ? `still has ${waitingText(items)}` : undefined),
};

function bodiesText(bodies: unknown): string {
  if (!Array.isArray(bodies)) return shown(bodies);
  if (bodies.length <= MOST_BODIES) return listText(bodies.map(shown));
  return `${countOf(bodies.length, 'message')}, ${shown(bodies[0])} to ${shown(bodies.at(-1))},`;
}

function waitingText(items: readonly unknown[]): string {
  if (items.length === 0) return 'nothing that waits';
  return items
    .filter(isFields)
    .map(
      (item) =>
        `${shown(item['what'])} from ${shown(item['from'])} to ${shown(item['to'])}, in ${String(item['queue'])}`,
    )
    .join('; ');
}
