/** Returns a text as code. */
export function code(text: string): string {
  return `<code>${escaped(text)}</code>`;
}

/** Escapes a text for HTML (WHATWG HTML, 13.1.4). */
export function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

/** Returns a page. */
export function page(title: string, head: string, body: string): string {
  return pageStart(title, head) + body + pageEnd;
}

/** Returns the beginning of a page, up to its body. */
export function pageStart(title: string, head: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
${head}
</head>
<body>
`;
}

export const pageEnd = `
</body>
</html>
`;
