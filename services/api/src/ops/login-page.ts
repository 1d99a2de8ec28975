/** Our own form: no script, no picture, nothing from other hosts. */
export function loginPage(problem: string | null): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ringback operations</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f4f5f7; color: #1c2430 }
form { background: #fff; padding: 2rem; border-radius: 12px; box-shadow: 0 2px 12px #0002; width: min(20rem, 86vw) }
h1 { font-size: 1.25rem; margin: 0 0 1rem }
label { display: block; margin: 0.75rem 0 0.25rem }
input { width: 100%; box-sizing: border-box; font: inherit; padding: 0.5rem; border: 1px solid #b5bdc9; border-radius: 6px }
button { margin-top: 1.25rem; width: 100%; font: inherit; font-weight: 600; padding: 0.6rem; border: 0; border-radius: 6px; background: #1f5fd0; color: #fff; cursor: pointer }
p { color: #a4161a; margin: 0 0 0.5rem }
</style>
</head>
<body>
<form method="post" action="/ops/login">
<h1>Ringback operations</h1>
${problem ? `<p role="alert">${problem}</p>` : ''}
<label for="user">User</label>
<input id="user" name="user" autocomplete="username" required autofocus>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button>Sign in</button>
</form>
</body>
</html>
`;
}
