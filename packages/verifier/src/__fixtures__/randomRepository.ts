import {
  readRepository,
  repositoryFiles,
  type CorridorFixture,
  type EnvironmentFixture,
  type RepositoryFixture,
} from './repository';

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed + 0x6d2b79f5;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Picks one of a list. */
export function pick<T>(random: () => number, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) {
    throw new Error('There is nothing to pick from');
  }
  return item;
}

const ACCESS = ['read', 'write'] as const;

/** A fleet of two or three environments and some corridors that share and use at random, rendered. */
export function randomRepository(seed: number, size = 6): RepositoryFixture {
  const random = randomNumbers(seed);
  const environments = Array.from(
    { length: 2 + Math.floor(random() * 2) },
    (_, index): EnvironmentFixture => ({
      name: `env${index}`,
      mechanism:
        index === 0 ? 'assume-role' : pick(random, ['assume-role', 'irsa']),
      bounded: random() < 0.4,
      sharedBuckets: Array.from(
        { length: Math.floor(random() * 3) },
        (__, bucket) => ({
          name: `common-${index}${bucket}`,
          nodeRole: pick(random, ['none', ...ACCESS]),
          corridors: pick(random, ['none', ...ACCESS]),
        }),
      ),
    }),
  );
  const corridors = Array.from({ length: size }, (_, index) => ({
    name: `team${index}`,
    environment: pick(random, environments).name,
    buckets: ['raw', 'marts', 'spark'].slice(0, 1 + Math.floor(random() * 3)),
  }));
  return readRepository(
    repositoryFiles(
      environments,
      corridors.map(corridor =>
        related(corridor, corridors, environments, random),
      ),
    ),
  );
}

function related(
  corridor: CorridorFixture,
  corridors: readonly CorridorFixture[],
  environments: readonly EnvironmentFixture[],
  random: () => number,
): CorridorFixture {
  const others = corridors.filter(({ name }) => name !== corridor.name);
  const offered =
    environments.find(({ name }) => name === corridor.environment)
      ?.sharedBuckets ?? [];
  const usable = [
    ...others.flatMap(({ name, buckets = [] }) =>
      buckets.map(bucket => `${name}-${bucket}`),
    ),
    ...offered.map(({ name }) => name),
  ];
  return {
    ...corridor,
    shares: others
      .filter(() => random() < 0.4)
      .map(({ name }) => ({
        bucket: pick(random, corridor.buckets ?? []),
        with: name,
        access: pick(random, ACCESS),
      })),
    uses: usable
      .filter(() => random() < 0.3)
      .map(bucket => ({ bucket, access: pick(random, ACCESS) })),
  };
}
