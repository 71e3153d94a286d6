import type { LocalText } from '#app/domain/kernel/local-text.ts';
import type { PracticeScopeKind } from '#app/domain/practice/choices.ts';
import type { Handle } from '#db/open.server.ts';
import { listPublishedByCodes } from '#db/stores/content.ts';
import type { PracticeSessionRow } from '#db/stores/practice.ts';
import { readPointNames } from './name-points.server.ts';

/** What a set was drawn from, as it is called: the course's or point's own name where it is one. */
export type ScopeTitle = { readonly kind: PracticeScopeKind; readonly ref: string; readonly name: LocalText | null };

type Scoped = Pick<PracticeSessionRow, 'scope' | 'scopeRef'>;

/** The titles of several sets, in two queries however many they are. */
export async function titleScopes(handle: Handle, sessions: readonly Scoped[]): Promise<(of: Scoped) => ScopeTitle> {
  const codes = sessions.flatMap(({ scope, scopeRef }) => (scope === 'course' ? [scopeRef] : []));
  const courses = new Map(
    (await listPublishedByCodes(handle, { kind: 'course', codes: [...new Set(codes)] })).map(({ code, body }) => [
      code,
      body.title,
    ]),
  );
  const nameOf = sessions.some(({ scope }) => scope === 'point') ? await readPointNames(handle) : null;
  return ({ scope, scopeRef }) => ({
    kind: scope,
    ref: scopeRef,
    name:
      scope === 'course'
        ? (courses.get(scopeRef) ?? null)
        : scope === 'point'
          ? (nameOf?.(scopeRef).name ?? null)
          : null,
  });
}

export async function titleOfScope(handle: Handle, session: Scoped): Promise<ScopeTitle> {
  return (await titleScopes(handle, [session]))(session);
}
