import { element } from './dom.ts';

/** A place for a picture that may be higher than there is room for: of it is drawn what is scrolled to, on a canvas that stays in view. */
export class Scroller {
  /** Where the canvas belongs. */
  readonly content: HTMLElement = element('div', {});
  readonly #window: HTMLElement;
  #height = 0;

  /** `onMove` is called when something else came into view. */
  constructor(host: HTMLElement, onMove: () => void) {
    this.#window = element('div', { class: 'lanes' }, this.content);
    host.append(this.#window);
    this.#window.addEventListener('scroll', onMove);
    new ResizeObserver(() => {
      if (this.#window.clientHeight === this.#height) return;
      this.#height = this.#window.clientHeight;
      onMove();
    }).observe(this.#window);
  }

  /** Says how high all of the picture is, in pixels. */
  fill(height: number): void {
    this.content.style.height = `${height}px`;
    this.#height = this.#window.clientHeight;
  }

  /** Pixels that are seen at a time. */
  get height(): number {
    return this.#height;
  }

  get scrolled(): number {
    return this.#window.scrollTop;
  }

  scrollTo(pixels: number): void {
    this.#window.scrollTop = pixels;
  }
}
