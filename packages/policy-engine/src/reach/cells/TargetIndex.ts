import { Glob } from '../../wildcard';
import {
  bucketOfArn,
  isLiteral,
  literalBucketOf,
  literalPrefixOf,
} from '../ranges/resourceNames';
import { SortedByName } from '../SortedByName';

/** Finds those of many resources that a resource pattern may match, without looking at the others. */
export class TargetIndex {
  readonly #byResource = new Map<string, number[]>();
  readonly #byBucket = new Map<string, number[]>();
  readonly #sorted: SortedByName<number>;
  readonly #resources: readonly string[];
  readonly #bucketPrefix: string;
  readonly #globs = new Map<string, Glob>();

  constructor(resources: readonly string[], bucketPrefix: string) {
    this.#resources = resources;
    this.#bucketPrefix = bucketPrefix;
    for (const [at, resource] of resources.entries()) {
      add(this.#byResource, resource, at);
      if (resource.startsWith(bucketPrefix)) {
        add(this.#byBucket, bucketOfArn(resource), at);
      }
    }
    this.#sorted = new SortedByName(
      resources.keys(),
      at => resources[at] ?? '',
    );
  }

  /** Places of the resources that a pattern matches; with a variable in it, of those that it may match. */
  matching(pattern: string): readonly number[] {
    if (isLiteral(pattern)) {
      return this.#byResource.get(pattern) ?? [];
    }
    const bucket = literalBucketOf(pattern, this.#bucketPrefix);
    const near =
      bucket === undefined
        ? [...this.#sorted.beginningWith(literalPrefixOf(pattern))]
        : this.#byBucket.get(bucket) ?? [];
    return pattern.includes('${')
      ? near
      : near.filter(at => this.matches(pattern, at));
  }

  /** Whether a pattern matches the resource at a place; with a variable in it, whether it may. */
  matches(pattern: string, at: number): boolean {
    if (pattern.includes('${')) {
      return true;
    }
    let glob = this.#globs.get(pattern);
    if (!glob) {
      glob = Glob.of(pattern);
      this.#globs.set(pattern, glob);
    }
    return glob.matches(this.#resources[at] ?? '');
  }
}

function add(map: Map<string, number[]>, key: string, at: number): void {
  const places = map.get(key);
  if (places) {
    places.push(at);
  } else {
    map.set(key, [at]);
  }
}
