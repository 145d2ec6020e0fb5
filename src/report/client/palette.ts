const NAMES = [
  'ground',
  'raised',
  'ink',
  'quiet',
  'rule',
  'strong-rule',
  'focus',
  'ok',
  'fail',
  'info',
  'observed',
  'bad',
  'network',
  'process',
  'clock',
  'messages',
] as const;

export type ColourName = (typeof NAMES)[number];

/** The page's colours as they are now, by the reader's choice of light or dark. */
export type Palette = Readonly<Record<ColourName, string>>;

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Record<
    ColourName,
    string
  >;
}
