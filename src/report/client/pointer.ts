import type { PageState } from './page-state.ts';
import type { Scale } from './scale.ts';
import { panned, zoomed } from './viewport.ts';

const STEP = 0.15;
const ZOOM = 1.5;
const CLICK_PIXELS = 4;

interface PictureInput {
  /** Which way time runs in the picture. */
  readonly axis: 'x' | 'y';
  scale(): Scale;
  onClick(x: number, y: number): void;
  onHover(x: number, y: number): void;
  onStep(direction: -1 | 1): void;
}

/**
 * Moves a picture by hand: drag to pan, pinch or wheel with ctrl to zoom, a click to choose; and by keyboard. A wheel without
 * ctrl scrolls the page as ever.
 */
export function listen(canvas: HTMLCanvasElement, state: PageState, input: PictureInput): void {
  const held = new Map<number, { x: number; y: number }>();
  let moved = 0;
  const along = (point: { x: number; y: number }): number => (input.axis === 'x' ? point.x : point.y);
  const pan = (pixels: number): void =>
    state.change({ window: panned(state.window, -pixels / input.scale().length, state.model.whole) });
  const zoom = (factor: number, anchor: number): void =>
    state.change({ window: zoomed(state.window, factor, input.scale().nanosAt(anchor), state.model.whole) });
  const pointOf = (event: MouseEvent): { x: number; y: number } => ({ x: event.offsetX, y: event.offsetY });

  canvas.addEventListener('pointerdown', (event) => {
    held.set(event.pointerId, pointOf(event));
    canvas.setPointerCapture(event.pointerId);
    moved = 0;
  });
  canvas.addEventListener('pointermove', (event) => {
    const before = held.get(event.pointerId);
    const point = pointOf(event);
    if (before === undefined) return input.onHover(point.x, point.y);
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
    const distance = along(point) - along(before);
    moved += Math.abs(distance);
    held.set(event.pointerId, point);
    if (other === undefined) return pan(distance);
    const [apart, wasApart] = [point, before].map((end) => Math.max(12, Math.abs(along(end) - along(other))));
    zoom((wasApart ?? 1) / (apart ?? 1), along(other));
  });
  canvas.addEventListener('pointerup', (event) => {
    const isClick = held.has(event.pointerId) && held.size === 1 && moved < CLICK_PIXELS;
    held.delete(event.pointerId);
    if (isClick) input.onClick(event.offsetX, event.offsetY);
  });
  canvas.addEventListener('pointercancel', (event) => held.delete(event.pointerId));
  canvas.addEventListener('dblclick', (event) => zoom(1 / (ZOOM * ZOOM), along(pointOf(event))));
  canvas.addEventListener(
    'wheel',
    (event) => {
      const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) && input.axis === 'x';
      if (!event.ctrlKey && !event.metaKey && !isSideways) return;
      event.preventDefault();
      if (isSideways) pan(-event.deltaX);
      else zoom(Math.exp(event.deltaY / 300), along(pointOf(event)));
    },
    { passive: false },
  );
  canvas.addEventListener('keydown', (event) => {
    const middle = input.scale().start + input.scale().length / 2;
    const [back, forth] = input.axis === 'x' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const actions: Readonly<Record<string, () => void>> = {
      [back ?? '']: () => state.change({ window: panned(state.window, -STEP, state.model.whole) }),
      [forth ?? '']: () => state.change({ window: panned(state.window, STEP, state.model.whole) }),
      '+': () => zoom(1 / ZOOM, middle),
      '=': () => zoom(1 / ZOOM, middle),
      '-': () => zoom(ZOOM, middle),
      '0': () => state.change({ window: state.model.whole }),
      v: () => state.change({ window: state.model.start }),
      n: () => input.onStep(1),
      p: () => input.onStep(-1),
      Escape: () => state.unpin(),
    };
    const action = actions[event.key];
    if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  });
}
