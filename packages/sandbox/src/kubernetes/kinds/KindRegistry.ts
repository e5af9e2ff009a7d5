import { ObjectStore } from '../store';
import { builtInKinds } from './builtInKinds';
import { kindOfDefinition } from './customKinds';
import { KindDefinition } from './KindDefinition';

/** Resource key of CustomResourceDefinitions. */
const DEFINITIONS = 'customresourcedefinitions.apiextensions.k8s.io';

/**
 * The kinds that a cluster serves: the built-in ones, and one for each CustomResourceDefinition in its store.
 *
 * @public
 */
export class KindRegistry {
  #custom: readonly KindDefinition[] = [];

  private constructor(private readonly store: ObjectStore) {}

  /** A registry that follows the definitions in the store. */
  static create(store: ObjectStore): KindRegistry {
    const registry = new KindRegistry(store);
    registry.#read();
    store.subscribe(event => {
      if (event.resource === DEFINITIONS) {
        registry.#read();
      }
    });
    return registry;
  }

  /** All kinds, built-in ones first. */
  all(): KindDefinition[] {
    return [...builtInKinds, ...this.#custom];
  }

  /** The kind behind a path, undefined when the cluster does not serve it. */
  find(
    group: string,
    version: string,
    plural: string,
  ): KindDefinition | undefined {
    return this.all().find(
      kind =>
        kind.group === group &&
        kind.version === version &&
        kind.plural === plural,
    );
  }

  /** The kind with a name, as owner references give it. */
  findByKind(apiVersion: string, kindName: string): KindDefinition | undefined {
    return this.all().find(
      kind =>
        kind.kind === kindName &&
        (kind.group ? `${kind.group}/${kind.version}` : kind.version) ===
          apiVersion,
    );
  }

  #read(): void {
    this.#custom = this.store.list(DEFINITIONS).flatMap(({ object }) => {
      const kind = kindOfDefinition(object);
      return kind ? [kind] : [];
    });
  }
}
