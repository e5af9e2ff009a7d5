import { ContainerProgram } from '../../kubelet';
import { DRIVER_CONTAINER, EXECUTOR_CONTAINER } from '../labels';
import { AwsNetwork, AwsNetworkOptions } from './AwsNetwork';
import { runDriver } from './runDriver';
import { runExecutor } from './runExecutor';

const BATCH_MILLISECONDS = 10_000;

/**
 * The programs that a kubelet runs in the place of Spark's images.
 *
 * @param options.batchIntervalMs - time between two batches of an application that holds; default 10 s
 * @public
 */
export function sparkPrograms(
  options: AwsNetworkOptions & {
    readonly batchIntervalMs?: number;
    readonly clock?: () => Date;
  },
): Readonly<Record<string, ContainerProgram>> {
  const environment = {
    network: new AwsNetwork(options),
    batchIntervalMs: options.batchIntervalMs ?? BATCH_MILLISECONDS,
    clock: options.clock ?? (() => new Date()),
  };
  return {
    [DRIVER_CONTAINER]: context => runDriver(context, environment),
    [EXECUTOR_CONTAINER]: runExecutor,
  };
}
