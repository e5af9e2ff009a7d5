/** One parameter in the query; `many` ones may be given more than once. */
export interface QueryParameter {
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly many?: boolean;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** One operation of the API, in the words that its OpenAPI form is made from. */
export interface ApiOperation {
  readonly operationId: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  readonly summary: string;
  readonly query?: readonly QueryParameter[];
  /** Name of a component. */
  readonly body?: string;
  readonly success: {
    readonly status: 200 | 201 | 202;
    /** Media type → name of a component; `undefined` stands for plain text. */
    readonly content: Readonly<Record<string, string | undefined>>;
    readonly location?: boolean;
  };
  /** Statuses besides 400, 401, 403 and 503. */
  readonly errors?: readonly (404 | 409)[];
}

const json = (component: string) => ({ 'application/json': component });
const text = { type: 'string', minLength: 1, maxLength: 200 };

/** Every operation below `/api/corridors`. */
export const apiOperations: readonly ApiOperation[] = [
  {
    operationId: 'ListEnvironments',
    method: 'get',
    path: '/v1/environments',
    summary:
      'The environments and what they offer. Holds no endpoint and no secret.',
    success: { status: 200, content: json('EnvironmentList') },
  },
  {
    operationId: 'ListCorridors',
    method: 'get',
    path: '/v1/corridors',
    summary:
      'The corridors that the reader may see, with their health, from cache.',
    query: [
      {
        name: 'owner',
        description: 'Entity reference of the owner',
        schema: text,
      },
      {
        name: 'environment',
        description: 'Name of the environment',
        schema: text,
      },
      {
        name: 'state',
        description: 'States, any of which may hold',
        many: true,
        schema: text,
      },
    ],
    success: { status: 200, content: json('CorridorList') },
  },
  {
    operationId: 'GetCorridor',
    method: 'get',
    path: '/v1/corridors/{name}',
    summary: 'One corridor with its resources, access and activity.',
    success: { status: 200, content: json('CorridorDetail') },
    errors: [404],
  },
  {
    operationId: 'GetCredentials',
    method: 'get',
    path: '/v1/corridors/{name}/credentials',
    summary: 'Every check of the way from the ServiceAccount to the role.',
    success: { status: 200, content: json('CredentialHealth') },
    errors: [404],
  },
  {
    operationId: 'ListSparkRuns',
    method: 'get',
    path: '/v1/corridors/{name}/spark-runs',
    summary: 'The Spark runs of the corridor, newest first.',
    success: { status: 200, content: json('SparkRunList') },
    errors: [404],
  },
  {
    operationId: 'GetConnection',
    method: 'get',
    path: '/v1/corridors/{name}/connection',
    summary: 'Ready-made client configuration.',
    success: { status: 200, content: json('Connection') },
    errors: [404],
  },
  {
    operationId: 'Preflight',
    method: 'post',
    path: '/v1/preflight',
    summary:
      'What would be wrong with a corridor, what it would be called, and the files it would be made of.',
    body: 'PreflightBody',
    success: { status: 200, content: json('PreflightAnswer') },
  },
  {
    operationId: 'CreateRequest',
    method: 'post',
    path: '/v1/requests',
    summary: 'Reserves a corridor for one pull request.',
    body: 'RequestBody',
    success: {
      status: 201,
      content: json('RequestReservation'),
      location: true,
    },
    errors: [409],
  },
  {
    operationId: 'ListRequests',
    method: 'get',
    path: '/v1/requests',
    summary: 'The requests that the reader may see, newest first.',
    query: [
      { name: 'corridor', description: 'Name of the corridor', schema: text },
    ],
    success: { status: 200, content: json('RequestList') },
  },
  {
    operationId: 'GetRequest',
    method: 'get',
    path: '/v1/requests/{id}',
    summary: 'One request with its timeline.',
    success: { status: 200, content: json('CorridorRequest') },
    errors: [404],
  },
  {
    operationId: 'RecordPullRequest',
    method: 'put',
    path: '/v1/requests/{id}/pull-request',
    summary: 'Records the pull request that answers a reservation.',
    body: 'PullRequestBody',
    success: { status: 200, content: json('CorridorRequest') },
    errors: [404, 409],
  },
  {
    operationId: 'ReleaseRequest',
    method: 'post',
    path: '/v1/requests/{id}/release',
    summary:
      'Gives a reservation up, so that the corridor can be asked for again.',
    body: 'ReleaseBody',
    success: { status: 200, content: json('CorridorRequest') },
    errors: [404, 409],
  },
  {
    operationId: 'StartVerification',
    method: 'post',
    path: '/v1/verifications',
    summary:
      'Starts a run, or joins the one of the same scope and views that is not over.',
    body: 'VerificationBody',
    success: { status: 202, content: json('RunSummary'), location: true },
    errors: [404],
  },
  {
    operationId: 'ListVerifications',
    method: 'get',
    path: '/v1/verifications',
    summary: 'The runs that the reader may see, newest first.',
    query: [
      {
        name: 'scope',
        description: 'corridor:<name>, environment:<name> or account:<id>',
        schema: {
          type: 'string',
          pattern: '^(corridor|environment|account):[^:]{1,100}$',
        },
      },
    ],
    success: { status: 200, content: json('RunList') },
  },
  {
    operationId: 'GetVerification',
    method: 'get',
    path: '/v1/verifications/{id}',
    summary: 'One run with the findings that the reader may see.',
    success: { status: 200, content: json('RunDetail') },
    errors: [404],
  },
  {
    operationId: 'GetVerificationMatrix',
    method: 'get',
    path: '/v1/verifications/{id}/matrix',
    summary:
      'The cells of a run that the reader may see, with their answers and evidence.',
    success: { status: 200, content: json('RunMatrix') },
    errors: [404],
  },
  {
    operationId: 'GetVerificationReport',
    method: 'get',
    path: '/v1/verifications/{id}/report',
    summary: 'A run as a document to keep.',
    query: [
      {
        name: 'format',
        description: 'Form of the report',
        required: true,
        schema: { type: 'string', enum: ['json', 'markdown', 'csv'] },
      },
    ],
    success: {
      status: 200,
      content: {
        'application/json': 'RunReport',
        'text/markdown': undefined,
        'text/csv': undefined,
      },
    },
    errors: [404],
  },
  {
    operationId: 'CancelVerification',
    method: 'delete',
    path: '/v1/verifications/{id}',
    summary:
      'Cancels a run that is not over; the cells answered so far are kept.',
    success: { status: 202, content: json('RunSummary') },
    errors: [404, 409],
  },
];
