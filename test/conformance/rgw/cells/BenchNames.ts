/** The names on one bench. */
export interface BenchNames {
  /** Buckets whose names overlap: `…gha1-raw`, `…gha1-dev`, `…gha10-raw`. */
  readonly buckets: readonly string[];
  readonly roles: readonly string[];
  /** A user of the buckets' account, by name. */
  readonly user: string;
  /** A user of another account, by name. */
  readonly foreignUser: string;
  /** Keys of the objects in every bucket; one lies below the user's name. */
  readonly keys: readonly string[];
}

/** @param letter - begins every name of the bench */
export function benchNames(letter: string): BenchNames {
  const user = `${letter}-analyst`;
  return {
    buckets: ['gha1-raw', 'gha1-dev', 'gha10-raw'].map(
      name => `${letter}${name}`,
    ),
    roles: ['gha1', 'gha2'].map(name => `${letter}-${name}`),
    user,
    foreignUser: `${letter}-visitor`,
    keys: [
      'raw/2026/a',
      'raw/b',
      'Raw/b',
      'raw-old/a',
      'raw/*',
      'out/x:y',
      `home/${user}/a`,
    ],
  };
}
