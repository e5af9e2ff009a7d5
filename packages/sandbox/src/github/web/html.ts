/** Markup that is safe to send. Only {@link html} and {@link trusted} make it. */
export class Html {
  constructor(readonly markup: string) {}
}

type Part = Html | string | number | false | null | undefined | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Template tag that escapes everything put into it, apart from other {@link Html}; lists are joined. */
export function html(
  strings: TemplateStringsArray,
  ...parts: readonly Part[]
): Html {
  return new Html(
    strings.map((text, index) => text + render(parts[index])).join(''),
  );
}

/** Takes over markup that a library made safe. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

function render(part: Part): string {
  if (part instanceof Html) {
    return part.markup;
  }
  if (Array.isArray(part)) {
    return part.map(render).join('');
  }
  if (part === undefined || part === null || part === false) {
    return '';
  }
  return String(part).replace(
    /[&<>"']/g,
    character => ESCAPES[character] ?? character,
  );
}
