const EXPLICIT = /with an explicit deny in an? ([a-z -]*(?:policy|boundary))/;
const IMPLICIT = /because no ([a-z -]*(?:policy|boundary)) allows/;

/**
 * Which kind of policy AWS's message blames for a deny: `explicit deny in a resource-based policy`, `no identity-based
 * policy allows it`. Only told to callers of the same account or organisation. (AWS: "Troubleshoot access denied error
 * messages".)
 */
export function readObservedCause(message: string): string | undefined {
  const explicit = EXPLICIT.exec(message)?.[1];
  if (explicit !== undefined) {
    return `explicit deny in a ${explicit}`;
  }
  const implicit = IMPLICIT.exec(message)?.[1];
  return implicit === undefined ? undefined : `no ${implicit} allows it`;
}
