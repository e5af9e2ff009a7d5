import { configuredView } from './configuredView';
import { declaredView } from './declaredView';
import { observedView, type ObservedViewOptions } from './observedView';
import {
  readConfiguredModel,
  type ConfiguredModelOptions,
} from './readConfiguredModel';
import type { RunWorkerOptions } from './RunWorker';

/** What the views of runs are made from. */
export interface ViewFactoryOptions
  extends ObservedViewOptions,
    Omit<ConfiguredModelOptions, 'credentials'> {
  /** When the repository was last found as it is, RFC 3339. */
  readonly repositoryAsOf: () => string | undefined;
}

/** Makes the views of runs: from the repository, from accounts, and by trying. */
export function createViewFactory(
  options: ViewFactoryOptions,
): RunWorkerOptions['createView'] {
  const { clock, repositoryAsOf } = options;
  return async (tree, view, matrix, onPhase, signal) => {
    const { fleet } = tree;
    if (view !== 'observed') {
      onPhase('evaluating');
    }
    switch (view) {
      case 'declared':
        return declaredView(
          matrix,
          tree,
          repositoryAsOf() ?? clock().toISOString(),
        );
      case 'configured':
        return configuredView(
          matrix,
          fleet,
          await readConfiguredModel(fleet, matrix.accountId, options, signal),
        );
      case 'observed':
        return { source: observedView(matrix, fleet, options, onPhase) };
      default: {
        const unknownView: never = view;
        throw new Error(`Unknown view ${String(unknownView)}`);
      }
    }
  };
}
