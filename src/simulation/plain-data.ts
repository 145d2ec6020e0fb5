/**
 * Freezes plain data through and through. What crosses the network, reaches the disk or enters the history goes through
 * here, so that no two nodes can share a value that one of them still changes. What is frozen already counts as done:
 * nothing else in a model freezes.
 *
 * @throws TypeError for anything but null, undefined, booleans, numbers, strings, arrays and plain objects of those.
 * @throws RangeError for data that contains itself.
 */
export function freezePlainData<T>(value: T): T {
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint')
      throw new TypeError(`a ${typeof value} can neither be sent, stored nor recorded`);
    return value;
  }
  if (Object.isFrozen(value)) return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) freezePlainData(value[i]);
    return Object.freeze(value);
  }
  if (Object.getPrototypeOf(value) !== Object.prototype)
    throw new TypeError(`only plain data can be sent, stored or recorded, not ${describe(value)}`);
  for (const key in value) freezePlainData(value[key]);
  return Object.freeze(value);
}

function describe(value: object): string {
  return typeof value.constructor === 'function' ? `a ${value.constructor.name}` : 'an object without a prototype';
}
