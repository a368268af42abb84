/** A page with one sentence on it and nothing else: no script, no style sheet, no address of anything. */
export function plainPage(sentence: string): string {
  return `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Counterfoil</title></head>
<body><main><h1>Counterfoil</h1><p>${escapeHtml(sentence)}</p></main></body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
