/** A command that cannot be carried out as it was called, with the sentence that its caller needs. */
export class CommandError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandError';
  }
}
