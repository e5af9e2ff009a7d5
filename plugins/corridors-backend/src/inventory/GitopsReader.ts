import type {
  LoggerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { NotModifiedError } from '@backstage/errors';
import {
  buildFleet,
  type FactSource,
  type FactState,
  type Fleet,
} from '@corridors/model';

/** What was last read of the GitOps repository. */
export interface GitopsTree {
  readonly fleet: Fleet;
  /** Contents by path, relative to the configured folder. */
  readonly files: ReadonlyMap<string, string>;
  /** What the forge calls this state of the tree, usually a commit. */
  readonly etag: string;
}

/** What a {@link GitopsReader} needs. */
export interface GitopsReaderOptions {
  readonly url: string;
  readonly urlReader: Pick<UrlReaderService, 'readTree'>;
  readonly clock: () => Date;
  readonly logger: LoggerService;
  /** Called when a new tree has been read, and when the source's state changes. */
  readonly onChange: () => void;
  /** How long one read may take. Default 30 s. */
  readonly timeoutMilliseconds?: number;
}

const DEFAULT_TIMEOUT_MILLISECONDS = 30_000;

/** Without a successful read for so long, the tree is not called live any more. */
const STALE_AFTER_MILLISECONDS = 60_000;

/** Only these folders of the repository are ours. */
const OUR_FILES = /^(environments|corridors)\//;

/**
 * Reads the GitOps repository into a fleet, on demand. A failure keeps the last good one, and the source says so.
 */
export class GitopsReader {
  readonly #options: GitopsReaderOptions;
  #tree: GitopsTree | undefined;
  #readAt: Date | undefined;
  #failure: { readonly message: string; readonly since: Date } | undefined;
  #running: Promise<void> | undefined;

  private constructor(options: GitopsReaderOptions) {
    this.#options = options;
  }

  static create(options: GitopsReaderOptions): GitopsReader {
    return new GitopsReader(options);
  }

  /** The last tree that could be read. */
  tree(): GitopsTree | undefined {
    return this.#tree;
  }

  /** How fresh the tree is. */
  source(): FactSource {
    const state = this.#state();
    return {
      id: 'gitops',
      title: 'GitOps repository',
      state,
      asOf: this.#readAt?.toISOString(),
      since: this.#failure?.since.toISOString(),
      message:
        this.#failure?.message ??
        (state === 'stale' ? 'It has not been read for a while' : undefined),
    };
  }

  /** Reads the repository if it has changed. Never fails: a failure shows in the source. Calls at a time share one read. */
  refresh(): Promise<void> {
    this.#running ??= this.#read().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  #state(): FactState {
    if (!this.#readAt) {
      return this.#failure ? 'unavailable' : 'syncing';
    }
    const age = this.#options.clock().getTime() - this.#readAt.getTime();
    return this.#failure || age > STALE_AFTER_MILLISECONDS ? 'stale' : 'live';
  }

  async #read(): Promise<void> {
    const { clock, logger, onChange } = this.#options;
    try {
      const tree = await this.#readTree();
      const recovered = this.#failure !== undefined;
      this.#readAt = clock();
      this.#failure = undefined;
      if (recovered) {
        logger.info('The GitOps repository can be read again');
      }
      if (tree) {
        this.#tree = tree;
      }
      if (tree || recovered) {
        onChange();
      }
    } catch (error) {
      const message = `The GitOps repository cannot be read: ${
        error instanceof Error ? error.message : error
      }`;
      if (!this.#failure) {
        logger.warn(message);
      }
      this.#failure = { message, since: this.#failure?.since ?? clock() };
      onChange();
    }
  }

  /** @returns undefined when nothing has changed */
  async #readTree(): Promise<GitopsTree | undefined> {
    const {
      url,
      urlReader,
      timeoutMilliseconds = DEFAULT_TIMEOUT_MILLISECONDS,
    } = this.#options;
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    const timeout = new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () =>
        reject(new Error(`no answer within ${timeoutMilliseconds / 1000} s`)),
      );
    });
    try {
      const response = await Promise.race([
        urlReader.readTree(url, {
          etag: this.#tree?.etag,
          filter: path => OUR_FILES.test(path),
          signal,
        }),
        timeout,
      ]);
      const files = new Map<string, string>();
      for (const file of await response.files()) {
        files.set(
          file.path,
          (await Promise.race([file.content(), timeout])).toString('utf8'),
        );
      }
      const fleet = buildFleet(
        [...files].map(([path, content]) => ({ path, content })),
      );
      return { fleet, files, etag: response.etag };
    } catch (error) {
      if (error instanceof Error && error.name === NotModifiedError.name) {
        return undefined;
      }
      throw error;
    }
  }
}
