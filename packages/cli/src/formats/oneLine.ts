/** What moves a cursor, or makes text look like other text: control characters, and those that turn its direction. */
const MISLEADING =
  /[\p{Cc}\p{Surrogate}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** Text of the repository must not move the cursor or begin a line of its own. */
export function oneLine(text: string): string {
  return withoutControls(text.replace(/\s*[\r\n]+\s*/g, ' '));
}

/** Text without characters that steer a terminal. */
export function withoutControls(text: string): string {
  return text.replace(MISLEADING, '\uFFFD');
}
