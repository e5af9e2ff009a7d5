/**
 * A manifest that cannot be read into an access model: what it says of access is not understood, so nothing is concluded.
 *
 * @public
 */
export class ManifestReadError extends Error {
  /** Path of the file, relative to the corridor's folder. */
  readonly file: string;
  /** Line of the object or field, from 1. */
  readonly line: number | undefined;

  constructor(message: string, file: string, line?: number) {
    super(`${file}${line === undefined ? '' : `:${line}`}: ${message}`);
    this.name = 'ManifestReadError';
    this.file = file;
    this.line = line;
  }
}
