/** One line of `errors` in an answer of GitHub. */
export interface GithubErrorDetail {
  readonly resource?: string;
  readonly field?: string;
  readonly code: string;
  readonly message?: string;
}

/** A refusal in GitHub's words; becomes the answer `{ message, errors, documentation_url, status }`. */
export class GithubError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly errors: readonly GithubErrorDetail[] = [],
  ) {
    super(message);
    this.name = 'GithubError';
  }

  static notFound(): GithubError {
    return new GithubError(404, 'Not Found');
  }

  /** 422 with one line that says what is wrong. */
  static invalid(
    resource: string,
    message: string,
    field?: string,
  ): GithubError {
    return new GithubError(422, 'Validation Failed', [
      { resource, code: 'custom', field, message },
    ]);
  }
}
