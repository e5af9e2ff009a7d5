const EXISTS = new Set([
  'EntityAlreadyExists',
  'EntityAlreadyExistsException',
  'BucketAlreadyOwnedByYou',
]);

/** Name of the error that the SDK threw. */
export const errorName = (error: unknown): string | undefined =>
  typeof error === 'object' &&
  error !== null &&
  'name' in error &&
  typeof error.name === 'string'
    ? error.name
    : undefined;

/** Makes something, unless it is there already. */
export async function ensure(create: () => Promise<unknown>): Promise<void> {
  try {
    await create();
  } catch (error) {
    if (!EXISTS.has(errorName(error) ?? '')) {
      throw error;
    }
  }
}
