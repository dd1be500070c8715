/** A saving is tax that is not there. */
export const negated = (amount: string): string =>
  amount === "0" ? amount : amount.startsWith("-") ? amount.slice(1) : `-${amount}`;
