import { Form } from '@remix-run/react';
import { type ComponentProps, createContext, type ReactNode, useContext } from 'react';
import { holdEnterWhileComposing } from '#app/ui/components/composition.ts';
import { Field, type FieldProps } from '#app/ui/components/field.tsx';

const ReadingContext = createContext(false);

/** A form that whoever may only read is shown as well: their controls are locked, and how to write is left out. */
export function LockableFields({
  readOnly,
  className,
  children,
}: {
  readonly readOnly: boolean;
  readonly className: string;
  readonly children: ReactNode;
}) {
  return (
    <ReadingContext.Provider value={readOnly}>
      <fieldset disabled={readOnly} onKeyDown={holdEnterWhileComposing} className={className}>
        {children}
      </fieldset>
    </ReadingContext.Provider>
  );
}

/** What only a writer needs: hints, and buttons that add or take away. */
export const WritersOnly = ({ children }: { readonly children: ReactNode }) =>
  useContext(ReadingContext) ? null : children;

/** A field whose hint is for writers. */
export const HintedField = (props: FieldProps) => (
  <Field {...props} hint={useContext(ReadingContext) ? undefined : props.hint} />
);

const FRAME = 'grid gap-4 lg:grid-cols-2';

/** The form that saves without script; for a reader there is none. */
export function SaveForm({
  draft,
  fields,
  children,
}: {
  readonly draft: { readonly mayEdit: boolean; readonly revision: number };
  readonly fields: ComponentProps<typeof Form>;
  readonly children: ReactNode;
}) {
  if (!draft.mayEdit) return <div className={FRAME}>{children}</div>;
  return (
    <Form method="post" {...fields} className={FRAME} onSubmit={(event) => event.preventDefault()}>
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="revision" value={draft.revision} />
      {children}
    </Form>
  );
}
