/**
 * Freezes plain data through and through. What crosses the network or reaches the disk goes through here, so that no two
 * nodes can share a value that one of them still changes.
 *
 * @throws TypeError for anything but null, booleans, numbers, strings, arrays and plain objects of those.
 */
export function freezePlainData<T>(value: T): T {
  if (typeof value === 'function') throw new TypeError('a function can neither be sent nor stored');
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) freezePlainData(value[i]);
    return value;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype)
    throw new TypeError(`only plain data can be sent or stored, not a ${value.constructor.name}`);
  for (const key in value) freezePlainData(value[key]);
  return value;
}
