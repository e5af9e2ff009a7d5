import { Glob } from '../../wildcard';
import {
  bucketOfArn,
  isLiteral,
  literalBucketOf,
  literalPrefixOf,
} from '../ranges/resourceNames';

/** Finds those of many resources that a resource pattern may match, without looking at the others. */
export class TargetIndex {
  readonly #byResource = new Map<string, number[]>();
  readonly #byBucket = new Map<string, number[]>();
  readonly #sorted: readonly {
    readonly resource: string;
    readonly at: number;
  }[];
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
    this.#sorted = resources
      .map((resource, at) => ({ resource, at }))
      .sort((a, b) => compare(a.resource, b.resource));
  }

  /** Places of the resources that a pattern matches; with a variable in it, of those that it may match. */
  matching(pattern: string): readonly number[] {
    if (isLiteral(pattern)) {
      return this.#byResource.get(pattern) ?? [];
    }
    const bucket = literalBucketOf(pattern, this.#bucketPrefix);
    const near =
      bucket === undefined
        ? this.#beginningWith(literalPrefixOf(pattern))
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

  #beginningWith(prefix: string): number[] {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle]?.resource ?? '') < prefix) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const places: number[] = [];
    for (let i = low; i < this.#sorted.length; i++) {
      const item = this.#sorted[i];
      if (!item?.resource.startsWith(prefix)) {
        break;
      }
      places.push(item.at);
    }
    return places;
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

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
