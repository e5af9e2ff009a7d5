/**
 * Names a failure of a credential source by its kind alone. Its message is left out: nobody vouches that it holds no
 * secret.
 */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) {
    return 'an error of unknown kind';
  }
  const code = ['statusCode', 'status', 'code']
    .map(name => readScalar(error, name))
    .find(found => found !== undefined);
  return code === undefined ? error.name : `${error.name} ${code}`;
}

function readScalar(error: Error, name: string): string | undefined {
  const value: unknown = Object.entries(error).find(
    ([key]) => key === name,
  )?.[1];
  const isPlain =
    typeof value === 'number' ||
    (typeof value === 'string' && /^\w{1,40}$/.test(value));
  return isPlain ? String(value) : undefined;
}
