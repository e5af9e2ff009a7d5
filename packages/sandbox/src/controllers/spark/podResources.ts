/** Source: Spark, "Running Spark on Kubernetes", spark.kubernetes.memoryOverheadFactor and its minimum. */
const OVERHEAD_FACTOR = 0.1;
const MINIMUM_OVERHEAD_MEBIBYTES = 384;

const MEBIBYTES: Readonly<Record<string, number>> = {
  k: 1 / 1024,
  m: 1,
  g: 1024,
  t: 1024 * 1024,
};

/** Mebibytes of a JVM memory string such as `512m` or `2g`. */
function mebibytes(text: string): number {
  const match = /^(\d+)([kmgt])?b?$/i.exec(text.trim());
  if (!match) {
    throw new Error(`${text} is no memory size, write it like 512m or 2g`);
  }
  return Math.ceil(
    Number(match[1]) * (MEBIBYTES[(match[2] ?? 'm').toLowerCase()] ?? 1),
  );
}

/**
 * Requests and limits of a driver or executor: memory with its overhead as both, cores as a request.
 *
 * @throws Error when the memory is not written as a JVM size
 * @public
 */
export function podResources(part: {
  readonly cores: number;
  readonly coreRequest?: string;
  readonly coreLimit?: string;
  readonly memory: string;
  readonly memoryOverhead?: string;
}): {
  readonly requests: Record<string, string>;
  readonly limits: Record<string, string>;
} {
  const heap = mebibytes(part.memory);
  const overhead =
    part.memoryOverhead === undefined
      ? Math.max(MINIMUM_OVERHEAD_MEBIBYTES, Math.floor(heap * OVERHEAD_FACTOR))
      : mebibytes(part.memoryOverhead);
  const memory = `${heap + overhead}Mi`;
  return {
    requests: { cpu: part.coreRequest ?? String(part.cores), memory },
    limits: {
      memory,
      ...(part.coreLimit === undefined ? {} : { cpu: part.coreLimit }),
    },
  };
}
