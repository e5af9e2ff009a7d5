import { setTimeout as sleep } from 'node:timers/promises';
import { ContainerContext, ContainerExit } from '../../kubelet';
import { parseProperties } from '../sparkProperties';
import { AwsNetwork } from './AwsNetwork';
import {
  DriverWork,
  parseDriverCommand,
  parseDriverWork,
} from './DriverArguments';
import { ExecutorPool } from './ExecutorPool';
import { S3aFileSystem } from './S3aFileSystem';

/**
 * What drivers work with beside their pod.
 *
 * @public
 */
export interface DriverEnvironment {
  readonly network: AwsNetwork;
  /** Time between two batches of an application that holds. */
  readonly batchIntervalMs: number;
  readonly clock: () => Date;
}

/** `26/11/23 10:44:22`, as Spark's log begins its lines. */
function logTime(at: Date): string {
  return at.toISOString().slice(2, 19).replace(/-/g, '/').replace('T', ' ');
}

async function runBatch(
  fileSystem: S3aFileSystem,
  work: DriverWork,
  batch: number,
  part: string,
  log: (line: string) => void,
): Promise<void> {
  for (const step of work.steps) {
    const location = `s3a://${step.bucket}/${step.prefix}`;
    if (step.kind === 'read') {
      const { files, bytes } = await fileSystem.read(step);
      log(
        `INFO DAGScheduler: batch ${batch}: read ${files} files, ${bytes} bytes from ${location}`,
      );
    } else {
      await fileSystem.write(step, part, `${JSON.stringify({ batch })}\n`);
      log(`INFO FileOutputCommitter: batch ${batch}: wrote ${location}`);
    }
  }
}

async function runBatches(
  context: ContainerContext,
  environment: DriverEnvironment,
  run: {
    work: DriverWork;
    fileSystem: S3aFileSystem;
    executors: ExecutorPool;
    part: string;
  },
  log: (line: string) => void,
): Promise<void> {
  const { work, fileSystem, executors, part } = run;
  const end = context.startedAt.getTime() + work.holdSeconds * 1000;
  for (let batch = 0; !context.signal.aborted; batch += 1) {
    if ((await executors.allocate()) === 0) {
      log(
        'WARN TaskSchedulerImpl: Initial job has not accepted any resources; check your cluster UI to ensure that workers are registered and have sufficient resources',
      );
    } else {
      await runBatch(fileSystem, work, batch, part, log);
      const left = end - environment.clock().getTime();
      if (left <= 0) {
        return;
      }
    }
    await sleep(environment.batchIntervalMs, undefined, {
      signal: context.signal,
    }).catch(() => undefined);
  }
}

/**
 * Does what a Spark driver does as far as the world around it can tell: asks the cluster for executors, reads and writes
 * buckets with the credentials that its pod was given, and ends. What holds goes on in batches until its time is over, so
 * that a role that breaks meanwhile is noticed.
 *
 * @public
 */
export async function runDriver(
  context: ContainerContext,
  environment: DriverEnvironment,
): Promise<ContainerExit> {
  const log = (line: string) =>
    context.log(`${logTime(environment.clock())} ${line}`);
  let executors: ExecutorPool | undefined;
  try {
    const command = parseDriverCommand(context.command);
    const properties = parseProperties(
      await context.readFile(command.propertiesFile),
    );
    const sparkVersion = context.env.SPARK_VERSION ?? '3.5.6';
    log(`INFO SparkContext: Running Spark version ${sparkVersion}`);
    log(
      `INFO SparkContext: Submitted application: ${
        command.mainClass ?? command.mainApplicationFile
      }`,
    );
    const work = parseDriverWork(command.arguments);
    executors = await ExecutorPool.connect(context, properties);
    const fileSystem = new S3aFileSystem({
      context,
      network: environment.network,
      properties,
      sparkVersion,
      clock: environment.clock,
    });
    const part = `part-00000-${properties['spark.app.id']}.json`;
    await runBatches(
      context,
      environment,
      { work, fileSystem, executors, part },
      log,
    );
    if (context.signal.aborted) {
      return { exitCode: 143 };
    }
    await executors.release();
    log('INFO SparkContext: Successfully stopped SparkContext');
    return { exitCode: 0 };
  } catch (error) {
    if (context.signal.aborted) {
      return { exitCode: 143 };
    }
    const text = error instanceof Error ? error.message : String(error);
    log(`ERROR ApplicationMaster: User class threw exception: ${text}`);
    context.log(`Exception in thread "main" ${text}`);
    await executors
      ?.release()
      .catch((failure: Error) =>
        log(`WARN ExecutorPodsAllocator: ${failure.message}`),
      );
    return { exitCode: 1 };
  }
}
