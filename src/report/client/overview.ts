import type { PageModel } from './page-model.ts';
import type { PageState } from './page-state.ts';
import { Scale } from './scale.ts';
import { Surface } from './surface.ts';
import { arrangeFaults, drawFaults, FaultBands } from './fault-bands.ts';
import { centred } from './viewport.ts';

const HEIGHT = 44;
const BARS_TOP = 6;
const COLUMN = 3;

/** A strip with the whole run: how much was going on when, the faults, the violation, and a frame around what is shown. */
export function drawOverview(host: HTMLElement, state: PageState): void {
  const { model } = state;
  const faults = arrangeFaults(model.view.faults).faults.map((fault) => ({ ...fault, row: -9 }));
  const bands = new FaultBands();
  // How many operations begin in a column changes with the width alone, which a reader who pans does not change.
  let counts = new Float64Array(0);
  const draw = (): void => {
    surface.resize(HEIGHT);
    const { context, palette, width } = surface;
    const scale = new Scale(model.whole, 0, width);
    drawFaults(surface, bands, { faults, rows: 0 }, scale, 0, HEIGHT);
    const columns = Math.max(1, Math.ceil(width / COLUMN));
    if (counts.length !== columns) counts = countsOf(model, scale, columns);
    const most = Math.max(1, ...counts);
    context.fillStyle = palette.ok;
    counts.forEach((count, at) => {
      const tall = count === 0 ? 0 : 2 + (HEIGHT - BARS_TOP - 4) * Math.sqrt(count / most);
      context.fillRect(at * COLUMN, HEIGHT - tall, COLUMN - 1, tall);
    });
    context.fillStyle = palette.bad;
    for (const { fromNanos } of model.view.citations.cited) context.fillRect(scale.at(fromNanos) - 1, 0, 3, HEIGHT);
    const left = scale.at(state.window.fromNanos);
    const right = Math.max(left + 4, scale.at(state.window.toNanos));
    context.fillStyle = palette.ground;
    context.globalAlpha = 0.6;
    context.fillRect(0, 0, left, HEIGHT);
    context.fillRect(right, 0, width - right, HEIGHT);
    context.globalAlpha = 1;
    context.strokeStyle = palette.ink;
    context.lineWidth = 1.5;
    context.strokeRect(left + 0.75, 0.75, right - left - 1.5, HEIGHT - 1.5);
  };
  const place = document.createElement('div');
  place.className = 'overview';
  host.append(place);
  const surface = new Surface(place, 'The whole run; the frame is what is shown above', draw);
  // The timeline above takes the same keys.
  surface.canvas.tabIndex = -1;
  surface.canvas.setAttribute('role', 'img');
  const move = (event: PointerEvent): void => {
    const nanos = new Scale(model.whole, 0, surface.width).nanosAt(event.offsetX);
    state.change({ window: centred(state.window, nanos, model.whole) });
  };
  surface.canvas.addEventListener('pointerdown', (event) => {
    surface.canvas.setPointerCapture(event.pointerId);
    move(event);
  });
  surface.canvas.addEventListener('pointermove', (event) => {
    if (event.buttons > 0) move(event);
  });
  state.onChange(() => surface.redraw());
  surface.redraw();
}

function countsOf({ lanes }: PageModel, scale: Scale, columns: number): Float64Array<ArrayBuffer> {
  const counts = new Float64Array(columns);
  for (const { begins } of lanes)
    for (const begin of begins) {
      const at = Math.min(columns - 1, Math.floor(scale.at(begin) / COLUMN));
      counts[at] = (counts[at] ?? 0) + 1;
    }
  return counts;
}
