/**
 * An executor that failed or was taken away. Spark deletes the pods of executors as soon as they end, so this is kept
 * when the pod no longer exists.
 *
 * @public
 */
export interface LostExecutor {
  readonly podUid: string;
  readonly pod: string;
  readonly namespace: string;
  /** Label `spark-app-selector`. */
  readonly sparkAppId?: string;
  /** Label `sparkoperator.k8s.io/submission-id`: tells the attempts of one application apart. */
  readonly submissionId?: string;
  /** Why, in a few words: `OOMKilled`, `Evicted: The node was low on resource: memory`. */
  readonly reason: string;
  readonly exitCode?: number;
  /** RFC 3339 */
  readonly at: string;
}
