import { type Palette, readPalette } from './palette.ts';

/** A canvas as sharp as the screen, that is drawn anew when its size or the colours change. */
export class Surface {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  palette: Palette = readPalette();
  width = 0;
  height = 0;
  readonly #draw: () => void;
  readonly #host: HTMLElement;
  #isSeen = true;

  constructor(host: HTMLElement, label: string, draw: () => void) {
    this.canvas = document.createElement('canvas');
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute('role', 'application');
    this.canvas.setAttribute('aria-label', label);
    const context = this.canvas.getContext('2d');
    if (context === null) throw new Error('this browser has no canvas');
    this.context = context;
    this.#draw = draw;
    this.#host = host;
    host.append(this.canvas);
    this.width = host.clientWidth;
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.palette = readPalette();
      this.redraw();
    });
    new ResizeObserver(() => this.#fit()).observe(host);
    new IntersectionObserver(([entry]) => {
      const wasSeen = this.#isSeen;
      this.#isSeen = entry?.isIntersecting ?? true;
      if (this.#isSeen && !wasSeen) this.#draw();
    }).observe(this.canvas);
    addEventListener('beforeprint', () => this.#draw());
  }

  /** Sets the height in pixels of the page, and clears the canvas; the width is that of the place. */
  resize(height: number): void {
    const scale = devicePixelRatio;
    this.height = height;
    const [width, tall] = [Math.round(this.width * scale), Math.round(height * scale)];
    if (this.canvas.width !== width || this.canvas.height !== tall) {
      this.canvas.width = width;
      this.canvas.height = tall;
      this.canvas.style.height = `${height}px`;
    }
    this.context.setTransform(scale, 0, 0, scale, 0, 0);
    this.context.clearRect(0, 0, this.width, height);
  }

  /** Draws it, or leaves that for when it comes into view. */
  redraw(): void {
    if (this.#isSeen) this.#draw();
  }

  /** To ask for the width in each frame would have the page laid out in each frame. */
  #fit(): void {
    const width = this.#host.clientWidth;
    if (width === this.width) return;
    this.width = width;
    this.redraw();
  }
}

export const FONT = '11px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
export const MONO = '11px ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace';
