import { Field } from './field.tsx';
import { Select } from './inputs.tsx';

type Choice = {
  readonly value: string;
  readonly label: string;
  /** Of a label that is not in the page's language. */
  readonly lang?: string;
};

/** One choice of a filter bar; its first entry, `any`, stands for no choice and names what is chosen from. */
export function FilterChoice({
  label,
  name,
  any,
  value,
  choices,
}: {
  readonly label: string;
  readonly name: string;
  readonly any: string;
  readonly value: string | number | null;
  readonly choices: readonly Choice[];
}) {
  return (
    <Field label={label} labelHidden>
      {/* A new value in the address makes a new control: the browser would keep what was chosen before. */}
      <Select key={value} name={name} defaultValue={value ?? ''}>
        <option value="">{any}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} lang={choice.lang}>
            {choice.label}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** Units in the order of the tree, set in by their depth. */
export const unitChoices = (units: readonly { id: string; name: string; depth: number }[]): Choice[] =>
  units.map(({ id, name, depth }) => ({ value: id, label: `${'\u3000'.repeat(depth)}${name}`, lang: 'zh-CN' }));

/** Words that the authority uses in Chinese, each its own value. */
export const chineseChoices = (words: readonly string[]): Choice[] =>
  words.map((word) => ({ value: word, label: word, lang: 'zh-CN' }));
