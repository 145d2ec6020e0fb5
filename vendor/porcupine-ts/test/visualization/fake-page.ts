import { runInNewContext } from 'node:vm';

/** As much of an element as the page's script uses. */
export class FakeElement {
  readonly name: string;
  readonly attributes: Record<string, string> = {};
  readonly classes = new Set<string>();
  children: FakeElement[] = [];
  textContent = '';
  private readonly listeners: Record<string, (event: object) => void> = {};

  constructor(name: string) {
    this.name = name;
  }

  readonly classList = {
    toggle: (name: string, on: boolean): unknown => (on ? this.classes.add(name) : this.classes.delete(name)),
  };

  setAttribute(name: string, value: unknown): void {
    this.attributes[name] = String(value);
  }

  append(...children: FakeElement[]): void {
    this.children.push(...children);
  }

  replaceChildren(): void {
    this.children = [];
  }

  addEventListener(type: string, listener: (event: object) => void): void {
    this.listeners[type] = listener;
  }

  fire(type: string, event: object = {}): void {
    this.listeners[type]!(event);
  }

  /** The texts of a list of terms, by term. */
  facts(): Record<string, string> {
    const [list] = this.children;
    const texts = (list?.children ?? []).map(({ textContent }) => textContent);
    return Object.fromEntries(texts.flatMap((text, index) => (index % 2 === 0 ? [[text, texts[index + 1]!]] : [])));
  }
}

/** A page made by `visualize`, with its script run in a fake document. */
export class FakePage {
  readonly overlay: FakeElement = new FakeElement('g');
  readonly details: FakeElement = new FakeElement('section');
  readonly document: FakeElement = new FakeElement('document');
  readonly boxes: readonly FakeElement[];

  constructor(html: string) {
    const [, json, script] = /<script type="application\/json" id="data">(.*)<\/script>\n<script>([^]*)<\/script>/.exec(
      html,
    )!;
    const data = new FakeElement('script');
    data.textContent = json!;
    const elements: Record<string, FakeElement> = { data, overlay: this.overlay, details: this.details };
    this.boxes = [...html.matchAll(/ data-box="\d+"/g)].map(() => new FakeElement('g'));
    Object.assign(this.document, {
      getElementById: (id: string) => elements[id],
      querySelectorAll: () => this.boxes,
      createElement: (name: string) => new FakeElement(name),
      createElementNS: (_: string, name: string) => new FakeElement(name),
    });
    runInNewContext(script!, { document: this.document });
  }

  /** How many marks of each class are drawn. */
  marks(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { attributes } of this.overlay.children)
      counts[attributes['class']!] = (counts[attributes['class']!] ?? 0) + 1;
    return counts;
  }
}
