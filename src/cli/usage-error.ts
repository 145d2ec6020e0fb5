/** Something that the user gave can't be used. The message is a sentence: what was given, what is allowed. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
