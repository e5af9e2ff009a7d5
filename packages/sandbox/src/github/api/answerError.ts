import type { ErrorRequestHandler } from 'express';
import { GithubError } from '../hosting/GithubError';

const DOCUMENTATION = 'https://docs.github.com/rest';

/** Answers in GitHub's shape; what we did not foresee is a 500 that says so. */
export const answerError: ErrorRequestHandler = (
  error,
  _request,
  response,
  next,
) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const refusal = toRefusal(error);
  response.status(refusal.status).json({
    message: refusal.message,
    ...(refusal.errors.length > 0 && { errors: refusal.errors }),
    documentation_url: DOCUMENTATION,
    status: String(refusal.status),
  });
};

function toRefusal(error: unknown): GithubError {
  if (error instanceof GithubError) {
    return error;
  }
  if (error instanceof SyntaxError) {
    return new GithubError(400, 'Problems parsing JSON');
  }
  return new GithubError(
    500,
    `Server Error: ${error instanceof Error ? error.message : String(error)}`,
  );
}
