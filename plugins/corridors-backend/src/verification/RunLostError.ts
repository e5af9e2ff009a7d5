/** The run is not this worker's any more: it was cancelled, or taken over. Nothing is left to do. */
export class RunLostError extends Error {
  constructor(id: string) {
    super(`Run ${id} was cancelled or taken over`);
    this.name = 'RunLostError';
  }
}
