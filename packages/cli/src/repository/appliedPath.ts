/** Folders of a corridor that a GitOps controller applies. */
const APPLIED = /^corridors\/(?<corridor>[^/]+)\/(kubernetes|aws)\//;

/** The corridor that a path is applied for; undefined when no controller applies it. */
export function corridorOfApplied(path: string): string | undefined {
  return APPLIED.exec(path)?.groups?.corridor;
}
