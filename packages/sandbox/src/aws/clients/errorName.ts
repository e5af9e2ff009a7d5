/** Name of the error that the SDK threw. */
export const errorName = (error: unknown): string | undefined =>
  typeof error === 'object' &&
  error !== null &&
  'name' in error &&
  typeof error.name === 'string'
    ? error.name
    : undefined;
