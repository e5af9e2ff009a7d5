/** `14:02 UTC` of an RFC 3339 time in UTC. */
export function timeOfDay(time: string): string {
  return `${new Date(time).toISOString().slice(11, 16)} UTC`;
}
