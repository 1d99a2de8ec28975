import { alertWith, escapeHtml, pageWith } from './page.ts';

type Shown = { business: string; next: string; email?: string; problem?: string | null };

/** Where people sign in. */
export function signInPage({ business, next, email = '', problem = null }: Shown): string {
  return pageWith(
    `Sign in to ${business}`,
    `<form method="post" action="/session">
<h1>${escapeHtml(business)}</h1>
<input type="hidden" name="next" value="${escapeHtml(next)}">
<label for="email">Email</label>
<input id="email" name="email" type="email" autocomplete="username" value="${escapeHtml(email)}" required autofocus>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
${alertWith(problem)}
<button>Sign in</button>
</form>`,
  );
}

type Invited = {
  business: string;
  token: string;
  user: { name: string; email: string };
  problem?: string | null;
};

/** Where somebody with a link sets their password. */
export function invitationPage({ business, token, user, problem = null }: Invited): string {
  return pageWith(
    `Your account at ${business}`,
    `<form method="post" action="/session/invitations/${escapeHtml(token)}">
<h1>${escapeHtml(business)}</h1>
<label for="email">Email</label>
<input id="email" type="email" autocomplete="username" value="${escapeHtml(user.email)}" readonly>
<label for="name">Name</label>
<input id="name" name="name" autocomplete="name" value="${escapeHtml(user.name)}" maxlength="100" required>
<label for="password">Password, at least 12 characters</label>
<input id="password" name="password" type="password" autocomplete="new-password" minlength="12" maxlength="200" required>
${alertWith(problem)}
<button>Save and sign in</button>
</form>`,
  );
}
