/** The message of what a function throws, or of what a promise is rejected with; `undefined` when all goes well. */
export function errorOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

export async function rejectionOf(promise: Promise<unknown>): Promise<string | undefined> {
  const outcome = await promise.then(
    () => () => undefined,
    (error: unknown) => () => {
      throw error;
    },
  );
  return errorOf(outcome);
}
