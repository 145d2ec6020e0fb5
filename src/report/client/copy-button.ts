import { element } from './dom.ts';

const SHOWN_MILLIS = 1600;

/** Puts a button beside each command that copies it; where that is not allowed, it marks the text. */
export function addCopyButtons(): void {
  for (const code of document.querySelectorAll<HTMLElement>('.reproduce code')) {
    const said = element('span', { class: 'said', attributes: { role: 'status' } });
    const copy = element('button', { class: 'copy', attributes: { type: 'button' } }, 'Copy');
    copy.addEventListener('click', () => {
      copyText(code).then(
        () => say(said, 'Copied'),
        () => say(said, 'Marked: copy it with your keyboard'),
      );
    });
    code.after(copy, said);
  }
}

async function copyText(code: HTMLElement): Promise<void> {
  const text = code.textContent ?? '';
  try {
    await navigator.clipboard.writeText(text);
  } catch (error) {
    getSelection()?.selectAllChildren(code);
    throw error;
  }
}

function say(place: HTMLElement, text: string): void {
  place.textContent = text;
  setTimeout(() => (place.textContent = ''), SHOWN_MILLIS);
}
