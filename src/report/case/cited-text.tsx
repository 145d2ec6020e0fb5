import type { VNode } from 'preact';
import type { Citations } from './citations.ts';
import type { Part } from './plain-witness.ts';

/** `T15`, `#15`, `operation 15`, `operations 3, 7 and 15`: how checkers cite lines of a history. */
const CITATION = /(\bT|#|\b(?:operations?|ops?|index|indices|lines?) )(\d+(?:(?:, | and |, and )\d+)*)/gi;

interface CitedTextProps {
  readonly text: string;
  readonly citations: Citations;
}

/** A checker's sentence in which every cited operation leads to its row. */
export function CitedText({ text, citations }: CitedTextProps): VNode {
  const parts: (string | VNode)[] = [];
  let end = 0;
  for (const match of text.matchAll(CITATION)) {
    const [whole, name = '', indices = ''] = match;
    parts.push(text.slice(end, match.index));
    parts.push(...linked(name, indices, citations));
    end = match.index + whole.length;
  }
  parts.push(text.slice(end));
  return <>{parts}</>;
}

/** A sentence that names things by what they are; each name leads to its row. */
export function PlainText({
  parts,
  citations,
}: Pick<CitedTextProps, 'citations'> & { readonly parts: readonly Part[] }): VNode {
  const pieces = parts.map((part) =>
    typeof part === 'string' ? part : <CitedIndex key={part.index} {...part} citations={citations} />,
  );
  return <>{pieces}</>;
}

/** A name of one word (`T15`) is part of its link; before a list of indices it stays outside. */
function linked(name: string, indices: string, citations: Citations): readonly (string | VNode)[] {
  const isAttached = !name.endsWith(' ');
  const pieces = indices.split(/(\d+)/);
  const links = pieces.map((piece) => {
    if (!/^\d+$/.test(piece)) return piece;
    return (
      <CitedIndex
        key={piece}
        text={isAttached ? `${name}${piece}` : piece}
        index={Number(piece)}
        citations={citations}
      />
    );
  });
  return isAttached ? links : [name, ...links];
}

function CitedIndex({ text, index, citations }: CitedTextProps & { readonly index: number }): VNode {
  const first = citations.firstIndexOf(index);
  if (first === undefined) return <>{text}</>;
  const cited = citations.cited.find((one) => one.first.index === first);
  if (cited === undefined) return <a href={`#op-${first}`}>{text}</a>;
  return (
    <a class="citation" href={`#near-${first}`}>
      {text}
      <sup>{cited.letter}</sup>
    </a>
  );
}
