import type { VNode } from 'preact';
import type { Core, CoreOperation } from '../../checkers/linearizability/certificate.ts';
import { canonicalText } from '../../history/canonical.ts';
import type { CaseView } from '../case/case-view.ts';
import { nameOfClient } from '../case/client-name.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { countOf } from '../text/numbers.ts';
import { found, shown } from '../text/shapes.ts';
import type { PartialOrder, Prefix } from './explore-core.ts';
import type { Linearization } from './linearization.ts';
import { OrderPicture } from './order-picture.tsx';

interface SectionProps {
  readonly view: CaseView;
  readonly violation: NonNullable<Linearization['violation']>;
}

/** Why no order explains a few operations on one key: every attempt, and what the key can be at each moment. */
export function LinearizationSection({ view, violation }: SectionProps): VNode {
  const { core, exploration } = violation;
  const { orders, prefixes } = exploration;
  const sayOf = (operation: number): string => sayingOf(view, core.operations[operation]);
  const about = core.key === undefined ? 'the object' : shown(core.key);
  return (
    <section aria-labelledby="linearization">
      <h2 id="linearization">Why no order explains it</h2>
      <p>
        If {about} were one register, each operation would take effect at one instant between its beginning and its end.
        These {countOf(core.operations.length, 'operation')} alone can’t be ordered so, whatever else happened.{' '}
        {core.begin >= 0 && beginningText(about, core)}
      </p>
      {orders.map((order, nth) => (
        <details key={nth} class="order" open={nth === 0}>
          <summary>
            Attempt {nth + 1}: {countOf(order.steps.length, 'operation')} can be ordered, then nothing can follow
          </summary>
          <OrderPicture core={core} order={order} sayOf={sayOf} />
          <OrderSteps about={about} order={order} sayOf={sayOf} />
        </details>
      ))}
      <Prefixes about={about} core={core} prefixes={prefixes} sayOf={sayOf} />
    </section>
  );
}

interface OrderProps {
  readonly about: string;
  readonly order: PartialOrder;
  sayOf(operation: number): string;
}

function OrderSteps({ about, order: { initial, steps, blocked }, sayOf }: OrderProps): VNode {
  const state = steps.at(-1)?.state ?? initial;
  return (
    <ol class="steps">
      {steps.map(({ operation, state: after }) => (
        <li key={operation}>
          {sayOf(operation)}; then {about} is {found(after)}
        </li>
      ))}
      {blocked.map(({ operation, waitsFor }) => (
        <li key={operation} class="bad">
          {waitsFor === undefined
            ? `${sayOf(operation)}: impossible, for ${about} is ${found(state)}`
            : `${sayOf(operation)}: not yet, for it began after the end of what still has to take effect: ${sayOf(waitsFor)}`}
        </li>
      ))}
    </ol>
  );
}

interface PrefixesProps extends Pick<OrderProps, 'about' | 'sayOf'> {
  readonly core: Core;
  readonly prefixes: readonly Prefix[];
}

/** For each moment at which an operation had returned: what the object can be, over all orders. */
function Prefixes({ about, core, prefixes, sayOf }: PrefixesProps): VNode {
  return (
    <ScrollTable caption={`What ${about} can be at each moment, over all orders`}>
      <thead>
        <tr>
          <th scope="col">when this has returned</th>
          <th scope="col">{about} can be</th>
          <th scope="col">still under way</th>
        </tr>
      </thead>
      <tbody>
        {prefixes.map(({ operation, states }, nth) => (
          <tr key={operation} class={states.length === 0 ? 'cited' : undefined}>
            <th scope="row">{sayOf(operation)}</th>
            <td>
              {states.length === 0 ? (
                <b class="bad">no value at all{beforeText(about, prefixes[nth - 1])}</b>
              ) : (
                statesText(states)
              )}
            </td>
            <td>{pendingAt(core, operation).map(sayOf).join('; ') || 'nothing'}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** What the object could be one return earlier. */
function beforeText(about: string, before: Prefix | undefined): string {
  return before === undefined
    ? ': no order leads here'
    : `: before, ${about} could only be ${statesText(before.states)}`;
}

/** Operations that had begun and not returned when another one returned. */
function pendingAt({ operations }: Core, returned: number): readonly number[] {
  const now = operations[returned]?.ret ?? 0;
  return operations.flatMap(({ call, ret }, nth) => (call < now && (ret === undefined || ret > now) ? [nth] : []));
}

/** What the key can be before a core that does not begin with the history. */
function beginningText(about: string, { configurations }: Core): string {
  const states = new Map(configurations.map(({ state }) => [canonicalText(state), state]));
  return `Before them ${about} can only be ${statesText([...states.values()])}, by what came earlier.`;
}

function statesText(states: readonly unknown[]): string {
  return states.map(found).join(' or ');
}

function sayingOf(view: CaseView, operation: CoreOperation | undefined): string {
  if (operation === undefined) return '';
  const { index, f, argument, result, known } = operation;
  const invoke = view.history.invocations.find((one) => one.invoke.index === index)?.invoke;
  const letter = view.citations.cited.find(({ first }) => first.index === index)?.letter;
  const who = invoke === undefined ? `operation ${index}` : nameOfClient(view, Number(invoke.process));
  const what = f === 'read' ? `reads ${known ? found(result) : ''}` : `${f}s ${shown(argument)}`;
  const fate = known ? '' : ', outcome unknown';
  return `${letter === undefined ? '' : `${letter}: `}${who} ${what.trim()}${fate}`;
}
