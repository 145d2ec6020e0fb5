type Child = Node | string;

interface Properties {
  readonly class?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly onClick?: () => void;
}

/** Makes an element. Text only ever becomes text: no value can turn into markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties,
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (properties.class !== undefined) made.className = properties.class;
  for (const [name, value] of Object.entries(properties.attributes ?? {})) made.setAttribute(name, value);
  if (properties.onClick !== undefined) made.addEventListener('click', properties.onClick);
  made.append(...children);
  return made;
}

/** A button of a toolbar. */
export function button(text: string, label: string, onClick: () => void): HTMLButtonElement {
  const attributes = text === label ? { type: 'button' } : { type: 'button', 'aria-label': label, title: label };
  return element('button', { attributes, onClick }, text);
}

/** A list to choose from, with its name. An empty value stands for all. */
export function choice(
  name: string,
  all: string,
  values: readonly string[],
  onChange: (value: string) => void,
): HTMLElement {
  const options = [all, ...values].map((text, nth) =>
    element('option', { attributes: { value: nth === 0 ? '' : `${nth}` } }, text),
  );
  const select = element('select', {}, ...options);
  select.addEventListener('change', () =>
    onChange(select.value === '' ? '' : (values[Number(select.value) - 1] ?? '')),
  );
  return element('label', {}, element('span', {}, name), select);
}

/** @throws Error when the page has no such place: page and script are of different versions. */
export function placeOf(id: string): HTMLElement {
  const place = document.getElementById(id);
  if (place === null) throw new Error(`the page has no place "${id}"`);
  return place;
}
