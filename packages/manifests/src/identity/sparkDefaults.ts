/** Properties as the lines of a `spark-defaults.conf`, sorted. */
export function sparkDefaults(
  properties: Readonly<Record<string, string>>,
): string {
  return Object.entries(properties)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name} ${value}\n`)
    .join('');
}
