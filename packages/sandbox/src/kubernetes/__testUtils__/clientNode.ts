import { ApiException, KubeConfig, Watch } from '@kubernetes/client-node';

/** How a call was refused. */
export interface Refusal {
  readonly code: number;
  readonly status: {
    readonly reason?: string;
    readonly message?: string;
    readonly details?: {
      readonly causes?: readonly {
        readonly field: string;
        readonly reason: string;
      }[];
    };
  };
}

/** What a call was refused with; the body of the client's error is JSON text, plain text or nothing. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  const error = await call.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof ApiException)) {
    throw new Error(`expected a refusal, got ${error}`);
  }
  const body: unknown = error.body;
  try {
    return {
      code: error.code,
      status: typeof body === 'string' ? JSON.parse(body) : {},
    };
  } catch {
    return { code: error.code, status: { message: String(body) } };
  }
}

/** A SparkApplication that the operator leaves alone. */
export const application = (
  name: string,
  spec: Readonly<Record<string, unknown>> = {},
) => ({
  apiVersion: 'sparkoperator.k8s.io/v1beta2',
  kind: 'SparkApplication',
  metadata: { name },
  spec: {
    type: 'Scala',
    sparkVersion: '3.5.6',
    mainApplicationFile: 'local:///app.jar',
    suspend: true,
    driver: {},
    executor: {},
    ...spec,
  },
});

/** A pod that no node takes. */
export const pod = (name: string, labels: Record<string, string> = {}) => ({
  metadata: { name, labels },
  spec: {
    nodeSelector: { 'contract.corridors.dev/nowhere': 'true' },
    containers: [{ name: 'main', image: 'registry.example/main:1' }],
  },
});

/** One line of a watch. */
export interface WatchRecord {
  readonly type: string;
  readonly object: {
    readonly kind?: string;
    readonly code?: number;
    readonly reason?: string;
    readonly message?: string;
    readonly metadata?: {
      readonly name?: string;
      readonly labels?: Record<string, string>;
      readonly resourceVersion?: string;
      readonly creationTimestamp?: unknown;
    };
  };
}

/** Follows a path until the server ends the stream. */
export async function follow(
  config: KubeConfig,
  path: string,
  query: Record<string, string | number | boolean>,
): Promise<{
  events: WatchRecord[];
  ended: Promise<unknown>;
  stop: () => void;
}> {
  const events: WatchRecord[] = [];
  let finish: (error: unknown) => void = () => undefined;
  const ended = new Promise<unknown>(resolve => {
    finish = resolve;
  });
  const controller = await new Watch(config).watch(
    path,
    query,
    (type, object) => events.push({ type, object }),
    error => finish(error),
  );
  return { events, ended, stop: () => controller.abort() };
}
