import type { ActionTarget } from './actionTargets';
import { IAM_ACTIONS } from './iamActions';
import { S3_ACTIONS } from './s3Actions';
import { STS_ACTIONS } from './stsActions';

/** The services whose actions are asked about. */
export const WATCHED_SERVICES: readonly string[] = ['s3', 'iam', 'sts'];

/** What each documented action of S3, IAM and STS is asked for, by its name in lower case. */
export const DOCUMENTED_TARGETS: ReadonlyMap<string, ActionTarget> = new Map(
  [...S3_ACTIONS, ...IAM_ACTIONS, ...STS_ACTIONS].flatMap(([target, actions]) =>
    actions.map(action => [action.toLowerCase(), target] as const),
  ),
);
