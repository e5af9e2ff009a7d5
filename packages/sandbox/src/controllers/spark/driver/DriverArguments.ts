/** One thing that a driver does in each batch. @public */
export interface StorageStep {
  readonly kind: 'read' | 'write';
  readonly bucket: string;
  /** Key prefix; empty for the whole bucket. */
  readonly prefix: string;
}

/** What a driver was asked to do. @public */
export interface DriverWork {
  readonly steps: readonly StorageStep[];
  /** How long batches go on; 0 for one batch. */
  readonly holdSeconds: number;
}

/** The command line of a driver container. @public */
export interface DriverCommand {
  readonly propertiesFile: string;
  readonly mainClass?: string;
  readonly mainApplicationFile: string;
  readonly arguments: readonly string[];
}

/**
 * Reads the container's arguments as spark-submit writes them.
 *
 * @throws Error when they are not those of a driver
 * @public
 */
export function parseDriverCommand(command: readonly string[]): DriverCommand {
  const [role, ...rest] = command;
  const options = new Map<string, string>();
  let position = 0;
  while (rest[position]?.startsWith('--')) {
    options.set(rest[position] ?? '', rest[position + 1] ?? '');
    position += 2;
  }
  const mainApplicationFile = rest[position];
  const propertiesFile = options.get('--properties-file');
  const mainClass = options.get('--class');
  if (
    role !== 'driver' ||
    mainApplicationFile === undefined ||
    propertiesFile === undefined
  ) {
    throw new Error(
      `Error: Missing application resource in "${command.join(' ')}"`,
    );
  }
  return {
    propertiesFile,
    mainApplicationFile,
    arguments: rest.slice(position + 1),
    ...(mainClass ? { mainClass } : {}),
  };
}

function parseLocation(
  kind: StorageStep['kind'],
  text: string | undefined,
): StorageStep {
  const match = /^s3a:\/\/([^/]+)(?:\/(.*))?$/.exec(text ?? '');
  if (!match) {
    throw new Error(
      `java.lang.IllegalArgumentException: ${kind} needs a location like s3a://bucket/prefix, got ${
        text ?? 'none'
      }`,
    );
  }
  return { kind, bucket: match[1] ?? '', prefix: match[2] ?? '' };
}

/**
 * Reads an application's arguments: `read s3a://…`, `write s3a://…`, `hold <seconds>`, in any number and order.
 *
 * @throws Error naming the argument that is none of these
 * @public
 */
export function parseDriverWork(args: readonly string[]): DriverWork {
  const steps: StorageStep[] = [];
  let holdSeconds = 0;
  for (let position = 0; position < args.length; position += 2) {
    const word = args[position];
    const value = args[position + 1];
    switch (word) {
      case 'read':
      case 'write':
        steps.push(parseLocation(word, value));
        break;
      case 'hold':
        holdSeconds = Number(value);
        if (!Number.isFinite(holdSeconds) || holdSeconds < 0) {
          throw new Error(
            `java.lang.NumberFormatException: hold needs a number of seconds, got ${
              value ?? 'none'
            }`,
          );
        }
        break;
      default:
        throw new Error(
          `java.lang.IllegalArgumentException: ${word} is none of read, write and hold`,
        );
    }
  }
  return { steps, holdSeconds };
}
