/** Actions of a service, from their names with white space between. */
export function namesOf(service: string, names: string): readonly string[] {
  return names
    .trim()
    .split(/\s+/)
    .map(name => `${service}:${name}`);
}
