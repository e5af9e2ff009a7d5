/** Text of the repository must not move the cursor or begin a line of its own. */
export function oneLine(text: string): string {
  return text
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replace(/[\p{Cc}\p{Surrogate}]/gu, '\uFFFD');
}
