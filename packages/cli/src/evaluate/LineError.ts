/** A line of input that is not understood: no verdict is given for it, and the next line is read. */
export class LineError extends Error {
  /** Stable, for programs. */
  readonly code: string;
  /** The member at fault, as `request.principal`; empty for the line itself. */
  readonly path: string;

  constructor(code: string, path: string, message: string) {
    super(message);
    this.name = 'LineError';
    this.code = code;
    this.path = path;
  }
}
