/** A JSON object. @public */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. @public */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
