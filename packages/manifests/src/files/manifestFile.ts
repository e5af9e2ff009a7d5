/**
 * A rendered file.
 *
 * @public
 */
export interface ManifestFile {
  /** Relative to the corridor's folder, as `kubernetes/namespace.yaml`. */
  readonly path: string;
  readonly content: string;
}
