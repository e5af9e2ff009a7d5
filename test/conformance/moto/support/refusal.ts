import type { Fault } from './FaultProxy';

/** An error as the service of an operation writes it. */
export function refusal(
  operation: string,
  status: number,
  code: string,
): Fault {
  const error = `<Code>${code}</Code><Message>${code}</Message>`;
  return {
    status,
    contentType: 'text/xml',
    body: operation.startsWith('s3:')
      ? `<Error>${error}</Error>`
      : `<ErrorResponse><Error>${error}</Error></ErrorResponse>`,
  };
}
