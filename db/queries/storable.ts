/** Text as the database can hold it: NUL as "\u2400", half a surrogate pair as the replacement character. */
export const storable = (text: string): string =>
  text.replaceAll("\0", "\u2400").replace(/\p{Surrogate}/gu, "\ufffd");
