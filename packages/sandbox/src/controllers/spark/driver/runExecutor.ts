import { once } from 'node:events';
import { ContainerContext, ContainerExit } from '../../kubelet';

/**
 * Does what an executor does as far as the cluster can tell: it is there until its driver lets it go, and ends well.
 *
 * @public
 */
export async function runExecutor(
  context: ContainerContext,
): Promise<ContainerExit> {
  context.log(
    `INFO CoarseGrainedExecutorBackend: Started executor ${
      context.env.SPARK_EXECUTOR_ID ?? ''
    }`,
  );
  if (!context.signal.aborted) {
    await once(context.signal, 'abort');
  }
  context.log('INFO CoarseGrainedExecutorBackend: Driver commanded a shutdown');
  return { exitCode: 0 };
}
