/**
 * What a container sees of the world.
 *
 * @public
 */
export interface ContainerContext {
  readonly pod: {
    readonly namespace: string;
    readonly name: string;
    readonly uid: string;
  };
  /** Entry point and arguments. */
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** When the container started, also for a program that takes up a container again after the kubelet was restarted. */
  readonly startedAt: Date;
  /**
   * Reads a file of a mounted volume; a token is renewed before it expires.
   *
   * @throws Error when no volume has such a file
   */
  readFile(path: string): Promise<string>;
  /** Writes a line to the container's log. */
  log(line: string): void;
  /** Ends when the container is to stop. */
  readonly signal: AbortSignal;
}

/**
 * How a container ended.
 *
 * @public
 */
export interface ContainerExit {
  /** 0 is success. */
  readonly exitCode: number;
  /** Default: Completed or Error. */
  readonly reason?: string;
  readonly message?: string;
}

/**
 * Stands in for what an image would run.
 *
 * @public
 */
export type ContainerProgram = (
  context: ContainerContext,
) => Promise<ContainerExit>;

/** Runs until it is stopped. */
export const idleProgram: ContainerProgram = ({ signal }) =>
  new Promise(resolve => {
    const stop = () => resolve({ exitCode: 143, reason: 'Error' });
    if (signal.aborted) {
      stop();
    }
    signal.addEventListener('abort', stop);
  });
