import type { PolicyDocument } from './PolicyDocument';

/** How the inline policies of one role or user are changed. */
export interface InlinePolicyStore {
  put(name: string, document: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/** The inline policies of one role or user, brought to be exactly some documents. */
export class InlinePolicies {
  readonly #store: InlinePolicyStore;
  #count = 0;

  constructor(store: InlinePolicyStore) {
    this.#store = store;
  }

  async replace(documents: readonly PolicyDocument[]): Promise<void> {
    for (const [i, document] of documents.entries()) {
      await this.#store.put(nameOf(i), JSON.stringify(document));
      this.#count = Math.max(this.#count, i + 1);
    }
    while (this.#count > documents.length) {
      await this.#store.remove(nameOf(this.#count - 1));
      this.#count -= 1;
    }
  }
}

const nameOf = (index: number) => `policy-${index}`;
