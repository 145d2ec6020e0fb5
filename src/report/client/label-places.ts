/** A rectangle in which a text stands, in pixels. */
interface Place {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Keeps texts of a picture from covering each other: who comes first gets the place. */
export class LabelPlaces {
  readonly #taken: Place[] = [];

  /** Takes a place if nothing stands there; says whether it did. */
  take(left: number, top: number, width: number, height: number): boolean {
    const place = { left, top, right: left + width, bottom: top + height };
    if (this.#taken.some((taken) => covers(taken, place))) return false;
    this.#taken.push(place);
    return true;
  }
}

function covers(a: Place, b: Place): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
