import { useEffect, useRef, useState } from 'react';

/**
 * Fields that are a view of a text. What is typed is kept as typed, and written into the text; a text that changed
 * elsewhere (in the editor, by a merge) is read anew, but not what these fields wrote themselves, nor the fields that
 * did not change there: a half-typed value must not come back normalised.
 */
export function useTextForm<Fields extends object>({
  text,
  read,
  write,
  onChange,
}: {
  readonly text: string;
  readonly read: (text: string) => Fields | null;
  readonly write: (text: string, fields: Fields) => string;
  readonly onChange: (text: string) => void;
}): [Fields | null, (fields: Fields) => void] {
  const [fields, setFields] = useState(() => read(text));
  const written = useRef(text);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another text is read anew
  useEffect(() => {
    if (text === written.current) return;
    const before = read(written.current);
    const after = read(text);
    written.current = text;
    setFields((typed) => (typed && before && after ? withChanges({ typed, before, after }) : after));
  }, [text]);
  return [
    fields,
    (next) => {
      setFields(next);
      const changed = write(written.current, next);
      if (changed === written.current) return;
      written.current = changed;
      onChange(changed);
    },
  ];
}

function withChanges<Fields extends object>({
  typed,
  before,
  after,
}: {
  typed: Fields;
  before: Fields;
  after: Fields;
}): Fields {
  const kept = (Object.keys(after) as (keyof Fields)[]).filter(
    (key) => JSON.stringify(before[key]) === JSON.stringify(after[key]),
  );
  return { ...after, ...Object.fromEntries(kept.map((key) => [key, typed[key]])) };
}
