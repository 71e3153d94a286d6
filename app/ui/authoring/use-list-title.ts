import { useTranslation } from 'react-i18next';
import { useRootData } from '#app/ui/components/root-data.ts';
import { mayByRoles } from '#app/ui/shells/may-by-roles.ts';

/** What the list of drafts is called: for whoever writes it is where lessons are written. */
export function useListTitle(): string {
  const { t } = useTranslation();
  const { person } = useRootData();
  const mayWrite = mayByRoles({ roles: person?.roles ?? [], action: 'lesson.write' });
  return t(mayWrite ? 'authoring.list.title' : 'authoring.list.readTitle');
}
