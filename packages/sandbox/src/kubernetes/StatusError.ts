/**
 * One reason of a refused object, as `Status.details.causes` carries it.
 *
 * @public
 */
export interface StatusCause {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

/**
 * What `Status.details` says about the object that an answer is about.
 *
 * @public
 */
export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

/**
 * A resource as messages name it: its plural and its group.
 *
 * @public
 */
export interface ResourceName {
  readonly group: string;
  readonly plural: string;
}

/**
 * A refusal that is answered as a Kubernetes `Status` object. Source: API conventions, "Response Status Kind".
 *
 * @public
 */
export class StatusError extends Error {
  readonly name = 'StatusError';

  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    readonly details: StatusDetails = {},
  ) {
    super(message);
  }

  /** The body of the answer. */
  toStatus(): Readonly<Record<string, unknown>> {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      ...(Object.keys(this.details).length > 0
        ? { details: this.details }
        : {}),
      code: this.code,
    };
  }
}

/** The plural with its group, as messages write it: `sparkapplications.sparkoperator.k8s.io`, `pods`. */
function qualified(resource: ResourceName): string {
  return resource.group
    ? `${resource.plural}.${resource.group}`
    : resource.plural;
}

function detailsOf(resource: ResourceName, name: string): StatusDetails {
  return {
    ...(name ? { name } : {}),
    ...(resource.group ? { group: resource.group } : {}),
    kind: resource.plural,
  };
}

/** 404 for a named object. @public */
export function notFound(resource: ResourceName, name: string): StatusError {
  return new StatusError(
    404,
    'NotFound',
    `${qualified(resource)} "${name}" not found`,
    detailsOf(resource, name),
  );
}

/** 409 for a name that is taken. @public */
export function alreadyExists(
  resource: ResourceName,
  name: string,
): StatusError {
  return new StatusError(
    409,
    'AlreadyExists',
    `${qualified(resource)} "${name}" already exists`,
    detailsOf(resource, name),
  );
}

/** 409 for a write against an older version, or a failed precondition. @public */
export function conflict(
  resource: ResourceName,
  name: string,
  why: string,
): StatusError {
  return new StatusError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualified(resource)} "${name}": ${why}`,
    detailsOf(resource, name),
  );
}

/** The reason of a 409 for a write that carries an older resource version. @public */
export const OBJECT_MODIFIED =
  'the object has been modified; please apply your changes to the latest version and try again';

/** 422 with the fields named. @public */
export function invalid(
  subject: { readonly group: string; readonly kind: string },
  name: string,
  causes: readonly StatusCause[],
): StatusError {
  const title = subject.group
    ? `${subject.kind}.${subject.group}`
    : subject.kind;
  const texts = causes.map(cause => `${cause.field}: ${cause.message}`);
  const list = texts.length === 1 ? texts[0] ?? '' : `[${texts.join(', ')}]`;
  return new StatusError(
    422,
    'Invalid',
    `${title} "${name}" is invalid: ${list}`,
    {
      name,
      ...(subject.group ? { group: subject.group } : {}),
      kind: subject.kind,
      causes,
    },
  );
}

/** 403 by an admission step: the caller may do this, but not with this object. @public */
export function refusedByAdmission(
  resource: ResourceName,
  name: string,
  why: string,
): StatusError {
  return new StatusError(
    403,
    'Forbidden',
    `${qualified(resource)} "${name}" is forbidden: ${why}`,
    detailsOf(resource, name),
  );
}

/** 403 by authorization. @public */
export function forbidden(
  resource: ResourceName,
  name: string,
  why: string,
): StatusError {
  const subject = name
    ? `${qualified(resource)} "${name}"`
    : qualified(resource);
  return new StatusError(
    403,
    'Forbidden',
    `${subject} is forbidden: ${why}`,
    detailsOf(resource, name),
  );
}

/** 401 without a hint, as the API server gives none. @public */
export function unauthorized(): StatusError {
  return new StatusError(401, 'Unauthorized', 'Unauthorized');
}

/** 400. @public */
export function badRequest(message: string): StatusError {
  return new StatusError(400, 'BadRequest', message);
}

/** 405 for a verb that the resource does not serve. @public */
export function methodNotAllowed(): StatusError {
  return new StatusError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
  );
}

/** 415 for a patch or body format that the resource does not take. @public */
export function unsupportedMediaType(accepted: readonly string[]): StatusError {
  return new StatusError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
      ', ',
    )}`,
  );
}

/** 410 for a resource version or continue token that is no longer kept. @public */
export function expired(message: string): StatusError {
  return new StatusError(410, 'Expired', message);
}

/** 500 for what should not have happened. @public */
export function internalError(message: string): StatusError {
  return new StatusError(
    500,
    'InternalError',
    `Internal error occurred: ${message}`,
  );
}
