/**
 * Counts the line of each statement in the JSON text of a policy document, from 0. Text that is no policy gives what could be
 * made out of it: lines help readers, and decide nothing.
 */
export function statementLines(text: string): number[] {
  const lines: number[] = [];
  let line = 0;
  let depth = 0;
  let lastText = '';
  let key = '';
  let isInList = false;
  for (let index = 0; index < text.length; index += 1) {
    switch (text[index]) {
      case '\n':
        line += 1;
        break;
      case '"': {
        const end = endOfText(text, index);
        lastText = text.slice(index + 1, end);
        index = end;
        break;
      }
      case ':':
        key = depth === 1 ? lastText : key;
        break;
      case '[':
        isInList ||= depth === 1 && key === 'Statement';
        depth += 1;
        break;
      case '{':
        if (key === 'Statement' && depth === (isInList ? 2 : 1)) {
          lines.push(line);
        }
        depth += 1;
        break;
      case ']':
      case '}':
        depth -= 1;
        isInList &&= depth > 1;
        break;
      default:
    }
  }
  return lines;
}

/** Where the closing quote of a JSON string is. */
function endOfText(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text[end] !== '"') {
    end += text[end] === '\\' ? 2 : 1;
  }
  return end;
}
