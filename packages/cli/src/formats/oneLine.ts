/** Text of the repository must not move the cursor or begin a line of its own. */
export function oneLine(text: string): string {
  return (
    text
      .replace(/\s*[\r\n]+\s*/g, ' ')
      // eslint-disable-next-line no-control-regex
      .replace(/[\x00-\x1f\x7f-\x9f]|\p{Surrogate}/gu, '\uFFFD')
  );
}
