/** Whether a text matches a pattern of `*` and `?`, but not as the gateway goes about it. */
export function isMissed(pattern: string, text: string): boolean {
  return matches(pattern, text) && !matchesEarly(pattern, text);
}

function matches(pattern: string, text: string): boolean {
  const [first] = pattern;
  if (first === undefined) {
    return text === '';
  }
  const rest = pattern.slice(1);
  if (first === '*') {
    return (
      matches(rest, text) || (text !== '' && matches(pattern, text.slice(1)))
    );
  }
  return (
    text !== '' &&
    (first === '?' || first === text[0]) &&
    matches(rest, text.slice(1))
  );
}

/** A `*` gives way at the first character like the next one of the pattern, and never takes it back. */
function matchesEarly(pattern: string, text: string): boolean {
  let at = 0;
  for (let i = 0; i < pattern.length; i += 1) {
    if (pattern[i] === '*') {
      if (i === pattern.length - 1) {
        return true;
      }
      const next = text.indexOf(pattern.charAt(i + 1), at);
      at = next < 0 ? text.length : next;
    } else if (
      at === text.length ||
      (pattern[i] !== '?' && pattern[i] !== text[at])
    ) {
      return false;
    } else {
      at += 1;
    }
  }
  return at === text.length;
}
