import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { NotModifiedError } from '@backstage/errors';

/** A URL reader over files in memory, with an etag that grows with every change. */
export class FakeUrlReader implements Pick<UrlReaderService, 'readTree'> {
  reads = 0;
  failure: Error | undefined;
  hangs = false;
  #files: Record<string, string>;
  #version = 1;

  constructor(files: Record<string, string>) {
    this.#files = files;
  }

  write(files: Record<string, string>) {
    this.#files = { ...this.#files, ...files };
    this.#version += 1;
  }

  readTree: UrlReaderService['readTree'] = async (_url, options) => {
    this.reads += 1;
    if (this.hangs) {
      await new Promise(() => {});
    }
    if (this.failure) {
      throw this.failure;
    }
    if (options?.etag === `v${this.#version}`) {
      throw new NotModifiedError();
    }
    const files = Object.entries(this.#files)
      .filter(([path]) => options?.filter?.(path) ?? true)
      .map(([path, content]) => ({
        path,
        content: async () => Buffer.from(content),
      }));
    return {
      etag: `v${this.#version}`,
      files: async () => files,
      archive: async () => {
        throw new Error('No archive here');
      },
      dir: async () => {
        throw new Error('No folder here');
      },
    };
  };
}
