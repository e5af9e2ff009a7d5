/**
 * Whether a Spark version is the given release or a later one.
 *
 * @param version - as the spec's schema demands: `3.5.6`
 * @public
 */
export function isSparkAtLeast(version: string, release: string): boolean {
  const [left, right] = [version, release].map(text =>
    (text.split('-')[0] ?? '').split('.').map(Number),
  );
  for (let index = 0; index < 3; index += 1) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) {
      return difference > 0;
    }
  }
  return true;
}
