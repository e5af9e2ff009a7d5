/** Four digits may also be meant as a year, so that they are neither. */
const EPOCH_SECONDS = /^(?!\d{4}$)\d{1,12}$/;
const ISO_8601 =
  /^(\d{4})-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2}))?)?$/;

/**
 * An instant as milliseconds since 1970 (UTC), or undefined when the text is none.
 *
 * Understands seconds since 1970 and the W3C profile of ISO 8601: a month, a date, or a date with time and zone.
 * (AWS: "IAM JSON policy elements: Condition operators", date condition operators.)
 */
export function parseInstant(text: string): number | undefined {
  if (EPOCH_SECONDS.test(text)) {
    return Number(text) * 1000;
  }
  const match = ISO_8601.exec(text);
  if (!match) {
    return undefined;
  }
  const [
    ,
    year,
    month,
    day = '1',
    hour = '0',
    minute = '0',
    second = '0',
    fraction = '0',
    zone = 'Z',
  ] = match;
  const parts = [
    Number(year),
    Number(month),
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  ] as const;
  const utc = Date.UTC(
    parts[0],
    parts[1] - 1,
    parts[2],
    parts[3],
    parts[4],
    parts[5],
  );
  const date = new Date(utc);
  const isReal =
    date.getUTCMonth() === parts[1] - 1 &&
    date.getUTCDate() === parts[2] &&
    parts[4] < 60 &&
    parts[5] < 60;
  const offset = offsetMinutes(zone);
  return isReal && offset !== undefined
    ? utc + Number(`0.${fraction}`) * 1000 - offset * 60_000
    : undefined;
}

function offsetMinutes(zone: string): number | undefined {
  if (zone === 'Z') {
    return 0;
  }
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) {
    return undefined;
  }
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
