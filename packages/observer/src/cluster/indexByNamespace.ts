/** Groups objects by their namespace. */
export function indexByNamespace<T extends { readonly namespace: string }>(
  objects: ReadonlyMap<string, T>,
): ReadonlyMap<string, readonly T[]> {
  const index = new Map<string, T[]>();
  for (const object of objects.values()) {
    const group = index.get(object.namespace);
    if (group) {
      group.push(object);
    } else {
      index.set(object.namespace, [object]);
    }
  }
  return index;
}
