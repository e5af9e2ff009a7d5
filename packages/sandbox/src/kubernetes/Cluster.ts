import { Authenticator, Authorizer, StaticUser, TokenIssuer } from './auth';
import { KindRegistry } from './kinds';
import { ObjectStore } from './store';

/**
 * The parts of one cluster that requests and lifecycle rules work on. A reset exchanges store and kinds, so they are read
 * anew for each request.
 *
 * @public
 */
export class Cluster {
  readonly authorizer = new Authorizer(() => this.store);
  readonly authenticator: Authenticator;
  #store: ObjectStore;
  #kinds: KindRegistry;

  constructor(
    readonly options: {
      readonly name: string;
      readonly clock: () => Date;
      readonly users: readonly StaticUser[];
      /** Certificate of the authority that signed the server's certificate, PEM. */
      readonly ca?: string;
      /** Region that the identity webhook names to pods. */
      readonly region?: string;
    },
    readonly issuer: TokenIssuer,
    store: ObjectStore,
  ) {
    this.#store = store;
    this.#kinds = KindRegistry.create(store);
    this.authenticator = new Authenticator({
      users: options.users,
      issuer: () => issuer,
      store: () => this.store,
      clock: options.clock,
    });
  }

  get store(): ObjectStore {
    return this.#store;
  }

  get kinds(): KindRegistry {
    return this.#kinds;
  }

  /** Now, without fractions of a second, as the API writes times. */
  timestamp(): string {
    return this.options
      .clock()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z');
  }

  /** Goes on with another content. */
  replaceStore(store: ObjectStore): void {
    this.#store = store;
    this.#kinds = KindRegistry.create(store);
  }
}
