import type { History, Invocation } from '../../../src/history/history.ts';

interface Asked {
  readonly request: string;
  readonly reservation: string;
  readonly units: number;
  readonly lifeMicros: number;
}

interface Level {
  readonly stock: number;
  readonly available: number;
  readonly reserved: readonly (readonly [string, number])[];
  readonly sold: readonly (readonly [string, number])[];
}

const NANOS = 1_000;
const asked = ({ invoke }: Invocation): Asked => invoke.value as Asked;
const end = ({ completion }: Invocation): number => completion?.index ?? Infinity;
const levelOf = ({ completion }: Invocation): Level => completion?.value as Level;
const isOk = ({ outcome }: Invocation): boolean => outcome === 'ok';
const sum = (listed: Level['reserved']): number => listed.reduce((total, [, units]) => total + units, 0);

const readings = (history: History): readonly Invocation[] => history.of('stock').filter(isOk);
const attemptsOf = (history: History, name: string): readonly Invocation[] =>
  history.of('reserve').filter((one) => asked(one).request === name);
const endsOf = (history: History, f: string, name: string): readonly Invocation[] =>
  history.of(f).filter((one) => asked(one).reservation === name);
const statedOf = (history: History, name: string): readonly { readonly index: number; readonly time: number }[] =>
  history.observations('expired').filter(({ value }) => (value as Asked).reservation === name);

/** Names of all reservations that anything in the history is about. */
function namesIn(history: History): readonly string[] {
  const all = [
    ...history.of('reserve').map((one) => asked(one).request),
    ...history.of('confirm', 'cancel').map((one) => asked(one).reservation),
    ...history.observations('expired').map(({ value }) => (value as Asked).reservation),
  ];
  return [...new Set(all)];
}

function unitsOf(history: History, name: string): number {
  const attempts = attemptsOf(history, name);
  const granted = attempts.find(isOk);
  if (granted !== undefined) return asked(granted).units;
  const may = attempts.filter(({ outcome }) => outcome !== 'fail');
  return may.length === 0 ? 0 : Math.min(...may.map((one) => asked(one).units));
}

/** Whether a customer surely has the units at the moment of this line. */
function isThere(history: History, name: string, at: number): boolean {
  const confirms = endsOf(history, 'confirm', name).filter(isOk);
  const grants = [...attemptsOf(history, name).filter(isOk), ...confirms];
  if (!grants.some((grant) => end(grant) <= at)) return false;
  if (confirms.length > 0) return true;
  const cancels = endsOf(history, 'cancel', name).filter(({ outcome }) => outcome !== 'fail');
  if (cancels.some(({ invoke }) => invoke.index <= at)) return false;
  const [first] = attemptsOf(history, name);
  const over = first === undefined ? 0 : first.invoke.time + asked(first).lifeMicros * NANOS;
  return (history.operations[at]?.time ?? 0) < over;
}

/** Straight from the definition: at some line more is surely taken than there is, or a reading says so. */
export function oversells(history: History, stock: number): boolean {
  const names = namesIn(history);
  const isOver = history.operations.some((_, at) => {
    const there = names.filter((name) => isThere(history, name, at));
    return there.reduce((taken, name) => taken + unitsOf(history, name), 0) > stock;
  });
  return isOver || readings(history).some((read) => sum(levelOf(read).reserved) + sum(levelOf(read).sold) > stock);
}

export function makesOrLosesUnits(history: History, stock: number): boolean {
  return readings(history).some((read) => {
    const { available, reserved, sold } = levelOf(read);
    return available < 0 || available + sum(reserved) + sum(sold) !== stock;
  });
}

/** Two different ends, an end out of nothing, or one at the wrong time. */
export function endsWrongly(history: History, clockErrorMicros: number): boolean {
  return namesIn(history).some((name) => {
    const attempts = attemptsOf(history, name);
    const ends = [...endsOf(history, 'confirm', name), ...endsOf(history, 'cancel', name)].filter(isOk);
    const stated = statedOf(history, name);
    const distinct = new Set([
      ...ends.map((one) => `${one.invoke.f} ${asked(one).request}`),
      ...stated.map(() => 'time'),
    ]);
    if (distinct.size > 1) return true;
    const told = [...ends.map(end), ...stated.map(({ index }) => index)];
    const may = attempts.filter(({ outcome }) => outcome !== 'fail');
    if (told.length > 0 && !may.some(({ invoke }) => invoke.index < Math.min(...told))) return true;
    const [first] = attempts;
    const granted = attempts.find(isOk);
    const life = (first === undefined ? 0 : asked(first).lifeMicros) * NANOS;
    if (first !== undefined && stated.some(({ time }) => time < first.invoke.time + life)) return true;
    if (granted === undefined) return false;
    const surelyOver = (granted.completion?.time ?? 0) + life + 2 * clockErrorMicros * NANOS;
    return endsOf(history, 'confirm', name)
      .filter(isOk)
      .some((one) => {
        const same = endsOf(history, 'confirm', name).filter((other) => asked(other).request === asked(one).request);
        return same.every(({ invoke }) => invoke.time > surelyOver);
      });
  });
}

/** Some reading lacks what must be there all the time, or has what can't be. */
export function losesReservations(history: History): boolean {
  return readings(history).some((read) => {
    const { reserved, sold } = levelOf(read);
    const shown = [...reserved, ...sold].map(([name]) => name);
    const lacks = namesIn(history).some((name) => {
      if (!isThere(history, name, read.invoke.index) || !isThere(history, name, end(read))) return false;
      const isSold = endsOf(history, 'confirm', name).some((one) => isOk(one) && end(one) < read.invoke.index);
      return isSold ? !sold.some(([other]) => other === name) : !shown.includes(name);
    });
    return lacks || shown.some((name) => cannotBeShown(history, name, read));
  });
}

function cannotBeShown(history: History, name: string, read: Invocation): boolean {
  const may = attemptsOf(history, name).filter(({ outcome }) => outcome !== 'fail');
  if (!may.some(({ invoke }) => invoke.index < end(read))) return true;
  const cancelled = endsOf(history, 'cancel', name).filter(isOk);
  const over = [...cancelled.map(end), ...statedOf(history, name).map(({ index }) => index)];
  return over.some((at) => at < read.invoke.index);
}
