/**
 * `![图](照片 1.png)` is no image to Markdown, though many programs write it so. An address with spaces that is a file's
 * gets the angle brackets that make it one; every other parenthesis stays as it is.
 */
export const bracketSpacedAddresses = (text: string, { isFile }: { isFile: (address: string) => boolean }): string =>
  text.replace(/(!\[[^\]\n]*\]\()([^<>()"\n]*[^\S\n][^<>()"\n]*)\)/g, (whole, before: string, address: string) =>
    isFile(address.trim()) ? `${before}<${address.trim()}>)` : whole,
  );
