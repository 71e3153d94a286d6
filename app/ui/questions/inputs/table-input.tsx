import { useTranslation } from 'react-i18next';
import { useLocalText } from '#app/ui/components/local-text-view.tsx';
import { PromptText } from '../prompt-text.tsx';
import { type Answering, filledOf, withField } from '../shown-question.ts';
import { FieldInput } from './passage-input.tsx';

/** A table whose open cells are fields; each is named by its row and column. */
export function TableInput({ question: { table, fields = {} }, answer, name, onAnswer }: Answering) {
  const { t } = useTranslation();
  const local = useLocalText();
  if (!table) return null;
  const filled = filledOf(answer);
  return (
    <div className="mt-4 overflow-x-auto">
      <table className="border-collapse text-16">
        <thead>
          <tr>
            {table.columns.map((column, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other identity
              <th key={at} scope="col" className="border border-line bg-sunken px-3 py-2 text-left text-14 font-medium">
                <PromptText text={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ header, cells }, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity
            <tr key={row}>
              <th scope="row" className="border border-line px-3 py-2 text-left font-normal">
                <PromptText text={header} />
              </th>
              {cells.map((cell, at) => {
                const column = table.columns[at + 1];
                const field = 'field' in cell ? fields[cell.field] : undefined;
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other identity
                  <td key={at} className="border border-line px-3 py-2">
                    {'text' in cell ? (
                      <PromptText text={cell.text} />
                    ) : (
                      field && (
                        <FieldInput
                          field={field}
                          label={t('question.cell', { row: local(header), column: column ? local(column) : '' })}
                          name={`${name}:${cell.field}`}
                          value={String(filled[cell.field] ?? '')}
                          onValue={(value, options) => onAnswer(withField(answer, cell.field, value), options)}
                        />
                      )
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
