import { redirect } from '@remix-run/node';
import { blankSessionCookie } from '#app/platform/auth/session.server.ts';
import { publicAction, publicLoader } from '#app/platform/http/page.server.ts';
import { signOut } from '#app/usecases/account/sign-out.server.ts';

/** Signing out changes something, so a link cannot do it. */
export const loader = publicLoader(async () => redirect('/'));

export const action = publicAction(async ({ context, actor }) => {
  if (actor.kind === 'person') await signOut(context, actor);
  return redirect('/login', { status: 303, headers: { 'Set-Cookie': await blankSessionCookie(context) } });
});
