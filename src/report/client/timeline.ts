import { OUTCOME_TEXT } from '../text/outcome-text.ts';
import { instantText } from '../text/numbers.ts';
import { button, element } from './dom.ts';
import { drawOverview } from './overview.ts';
import { rowText } from './page-model.ts';
import type { PageState } from './page-state.ts';
import { pin } from './pin.ts';
import { listen } from './pointer.ts';
import { Scroller } from './scroller.ts';
import { Surface } from './surface.ts';
import { TimelinePicture } from './timeline-picture.ts';
import { centred, zoomed } from './viewport.ts';

const ZOOM = 2;

/** The interactive timeline: buttons, the picture, and an overview of the run below it. */
export function startTimeline(host: HTMLElement, state: PageState): void {
  const { model } = state;
  const picture = new TimelinePicture(state);
  const where = element('span', { class: 'where quiet' });
  const showLane = (): void => {
    const place = state.pinned === undefined ? undefined : model.placeOf(state.pinned);
    if (place !== undefined) scroller.scrollTo(picture.scrollTo(place.lane, scroller.scrolled, scroller.height));
  };
  const zoom = (factor: number): void => {
    const { fromNanos, toNanos } = state.window;
    state.change({ window: zoomed(state.window, factor, (fromNanos + toNanos) / 2, model.whole) });
  };
  host.append(
    element(
      'div',
      { class: 'tools' },
      button('Violation', 'Violation', () => state.change({ window: model.start })),
      button('Whole run', 'Whole run', () => state.change({ window: model.whole })),
      button('+', 'Zoom in', () => zoom(1 / ZOOM)),
      button('−', 'Zoom out', () => zoom(ZOOM)),
      where,
    ),
  );
  let shownPin = state.pinned;
  const draw = (): void => {
    surface.resize(scroller.height);
    picture.draw(surface, scroller.scrolled);
    where.textContent = `${instantText(state.window.fromNanos)} to ${instantText(state.window.toNanos)}`;
  };
  const scroller = new Scroller(host, () => surface.redraw());
  const surface = new Surface(
    scroller.content,
    'Timeline of operations by client. Arrow keys left and right pan, up and down show other clients, plus and minus zoom, 0 shows the whole run, v the violation, n and p pin the next and the previous operation. The table of the history has the same as text.',
    draw,
  );
  const hint = element('p', { class: 'hint quiet', attributes: { 'aria-hidden': 'true' } });
  host.append(hint);
  listen(surface.canvas, state, {
    axis: 'x',
    scale: () => picture.scale,
    onClick: (x, y) => {
      const place = picture.find(x, y, scroller.scrolled);
      const item = place === undefined ? undefined : model.itemAt(place);
      state.change({ cursorNanos: picture.scale.nanosAt(x) });
      if (item !== undefined) pin(state, item.first.index, false);
    },
    onHover: (x, y) => {
      const place = picture.find(x, y, scroller.scrolled);
      const item = place === undefined ? undefined : model.itemAt(place);
      surface.canvas.classList.toggle('over', item !== undefined);
      hint.textContent =
        item === undefined ? HINT : `${item.first.index}: ${rowText(item)}${outcomeWord(item.invocation?.outcome)}`;
    },
    onStep: (direction) => step(state, direction),
  });
  hint.textContent = HINT;
  drawOverview(host, state);
  state.onChange(() => {
    if (state.pinned !== shownPin) showLane();
    shownPin = state.pinned;
    surface.redraw();
  });
  scroller.fill(picture.height);
  surface.redraw();
}

const HINT = 'Drag to pan, ctrl and wheel to zoom, click to pin an operation.';

function outcomeWord(outcome: keyof typeof OUTCOME_TEXT | undefined): string {
  return outcome === undefined ? '' : `, ${OUTCOME_TEXT[outcome].word}`;
}

/** Pins the next or the previous operation of the same lane that is looked for. */
export function step(state: PageState, direction: -1 | 1): void {
  const { model, pinned } = state;
  const from = pinned === undefined ? undefined : model.placeOf(pinned);
  if (from === undefined) {
    const first = model.view.citations.cited[0]?.first ?? model.lanes[0]?.items[0]?.first;
    if (first !== undefined) pin(state, first.index, true);
    return;
  }
  const items = model.lanes[from.lane]?.items ?? [];
  for (let nth = from.nth + direction; nth >= 0 && nth < items.length; nth += direction) {
    const item = items[nth];
    if (item === undefined || !state.isWanted(item.first.index)) continue;
    pin(state, item.first.index, false);
    const { fromNanos, toNanos } = state.window;
    if (item.fromNanos < fromNanos || item.fromNanos > toNanos)
      state.change({ window: centred(state.window, item.fromNanos, model.whole) });
    return;
  }
}
