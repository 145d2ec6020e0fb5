import { countOf, instantText } from '../text/numbers.ts';
import { button, element } from './dom.ts';
import type { PageState } from './page-state.ts';
import { pin } from './pin.ts';
import { listen } from './pointer.ts';
import { SpaceTimeModel } from './space-time-model.ts';
import { SpaceTimePicture } from './space-time-picture.ts';
import { Surface } from './surface.ts';
import { step } from './timeline.ts';
import { zoomed } from './viewport.ts';

const SCRUB_STEPS = 1000;
const HINT = 'Point at an arrow or a diamond to read it; click an arrow to pin the operation that it was sent for.';
/** Upkeep that hides what matters; shown on demand. */
const QUIET_KINDS = new Set(['time', 'heartbeat', 'gossip', 'ping', 'ack']);

/** The space-time diagram: the same stretch of time as the timeline, seen by the nodes. */
export function startSpaceTime(host: HTMLElement, state: PageState): void {
  if (state.model.trace === undefined) {
    host.append('This run was not traced: there are no messages to show.');
    return;
  }
  const model = new SpaceTimeModel(state.model);
  const picture = new SpaceTimePicture(state, model);
  picture.hidden = new Set(model.kinds.filter((kind) => QUIET_KINDS.has(kind)));
  const count = element('span', { class: 'quiet' });
  const hint = element('p', { class: 'hint quiet', attributes: { 'aria-hidden': 'true' } }, HINT);
  const zoom = (factor: number): void =>
    state.change({ window: zoomed(state.window, factor, state.cursorNanos, state.model.whole) });
  const scrub = element('input', {
    attributes: { type: 'range', min: '0', max: `${SCRUB_STEPS}`, 'aria-label': 'Time that is looked at' },
  });
  scrub.addEventListener('input', () => {
    const { fromNanos, toNanos } = state.window;
    state.change({ cursorNanos: fromNanos + ((toNanos - fromNanos) * Number(scrub.value)) / SCRUB_STEPS });
  });
  const cursor = element('output', { class: 'where quiet' });
  host.append(
    element(
      'div',
      { class: 'tools' },
      button('+', 'Zoom in on the chosen time', () => zoom(0.5)),
      button('−', 'Zoom out from the chosen time', () => zoom(2)),
      scrub,
      cursor,
      count,
    ),
    kindList(model, picture, () => surface.redraw()),
  );
  const draw = (): void => {
    picture.draw(surface);
    const { all, oneIn } = picture.counts;
    count.textContent =
      oneIn === 1 ? countOf(all, 'message') : `${countOf(all, 'message')}, one in ${oneIn} is drawn: zoom in for all`;
    const { fromNanos, toNanos } = state.window;
    scrub.value = `${Math.round(((state.cursorNanos - fromNanos) * SCRUB_STEPS) / (toNanos - fromNanos))}`;
    cursor.textContent = instantText(state.cursorNanos);
  };
  const surface = new Surface(
    host,
    'Space-time diagram: a column a node, time downwards, messages as arrows. Arrow keys up and down pan, plus and minus zoom, n and p pin operations. The messages of a pinned operation are listed with it.',
    draw,
  );
  host.append(hint);
  listen(surface.canvas, state, {
    axis: 'y',
    scale: () => picture.scale,
    onClick: (x, y) => {
      const operation = picture.arrowAt(x, y)?.message.operation ?? -1;
      if (operation >= 0) pin(state, operation, false);
      state.change({ cursorNanos: picture.scale.nanosAt(y) });
    },
    onHover: (x, y) => (hint.textContent = picture.describeAt(x, y) ?? HINT),
    onStep: (direction) => step(state, direction),
  });
  state.onChange(() => surface.redraw());
  surface.redraw();
}

function kindList(model: SpaceTimeModel, picture: SpaceTimePicture, redraw: () => void): HTMLElement {
  const boxes = model.kinds.map((kind) => {
    const box = element('input', { attributes: { type: 'checkbox' } });
    box.checked = !picture.hidden.has(kind);
    box.addEventListener('change', () => {
      const hidden = new Set(picture.hidden);
      if (box.checked) hidden.delete(kind);
      else hidden.add(kind);
      picture.hidden = hidden;
      redraw();
    });
    return element('label', {}, box, kind);
  });
  return element('details', { class: 'kinds' }, element('summary', {}, 'Kinds of messages'), ...boxes);
}
