/** Thrown by the parser when the text ends inside a form but the file goes on: the form is parsed again with more text. */
export const NEED_MORE: Error = new Error('more text is needed');

const NEWLINE = '\n';

/** The part of a file that a parser has before it, and where in the file that is. */
export class EdnText {
  text = '';
  position = 0;
  /** True when `text` goes to the end of the file. */
  ended = false;
  #line = 1;
  #counted = 0;

  /** Drops what is parsed and adds more. */
  append(more: string): void {
    this.lineAt(this.position);
    this.text = this.text.slice(this.position) + more;
    this.position = 0;
    this.#counted = 0;
  }

  /** The line of a position, from 1. Positions must not be before one that was asked for earlier. */
  lineAt(position: number): number {
    for (;;) {
      const newline = this.text.indexOf(NEWLINE, this.#counted);
      if (newline < 0 || newline >= position) break;
      this.#line++;
      this.#counted = newline + 1;
    }
    return this.#line;
  }

  /** The character code at the position, or NaN at the end of the file. */
  peek(): number {
    if (this.position < this.text.length) return this.text.charCodeAt(this.position);
    if (!this.ended) throw NEED_MORE;
    return NaN;
  }
}
