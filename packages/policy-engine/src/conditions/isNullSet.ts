/** Whether the values of a key amount to none. (AWS: "Set operators for multivalued context keys".) */
export function isNullSet(values: readonly string[]): boolean {
  return values.every(value => value === '');
}
