import { useTranslation } from 'react-i18next';
import { TOKEN_SCOPES, type TokenScope } from '#app/domain/people/permissions.ts';

/** What a scope opens, in words; the code itself for one that this version does not know. */
export function useScopeWord(): (scope: string) => string {
  const { t } = useTranslation();
  return (scope) =>
    Object.hasOwn(TOKEN_SCOPES, scope) ? t(`oversight.tokens.scope.${scope as TokenScope}.name`) : scope;
}
