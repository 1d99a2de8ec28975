const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f4f5f7; color: #1c2430 }
form { background: #fff; padding: 2rem; border-radius: 12px; box-shadow: 0 2px 12px #0002; width: min(20rem, 86vw) }
h1 { font-size: 1.25rem; margin: 0 0 1rem }
label { display: block; margin: 0.75rem 0 0.25rem }
input { width: 100%; box-sizing: border-box; font: inherit; padding: 0.5rem; border: 1px solid #b5bdc9; border-radius: 6px }
button { margin-top: 1.25rem; width: 100%; font: inherit; font-weight: 600; padding: 0.6rem; border: 0; border-radius: 6px; background: #1f5fd0; color: #fff; cursor: pointer }
p[role=alert] { color: #a4161a; margin: 0.5rem 0 0 }`;

/** A page with one form: no script, no picture, nothing from elsewhere. `form` is HTML of ours. */
export const pageWith = (title: string, form: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}
</style>
</head>
<body>
${form}
</body>
</html>
`;

export const alertWith = (problem: string | null): string =>
  problem === null ? '' : `<p role="alert">${escapeHtml(problem)}</p>`;

const ENTITIES: Record<string, string> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": '#39',
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => `&${ENTITIES[letter]};`);
