import { Converter } from 'opencc-js/t2cn';

const convert = Converter({ from: 't', to: 'cn' });

/** Traditional characters as mainland China writes them (OpenCC's t2s tables with phrases); what is simplified stays. */
export const toSimplified = (text: string): string => convert(text);
