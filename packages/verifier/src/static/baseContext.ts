/**
 * What the static views take for granted of every request, and print with each result: nothing. Requests over TLS and over plain
 * HTTP are both looked at. Keys that follow from principal, resource and account are derived; any other key that decides makes a
 * cell `conditional`.
 *
 * @public
 */
export const BASE_CONTEXT: Readonly<Record<string, string>> = {};
