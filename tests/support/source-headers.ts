/** The columns of a Coinbase history, below its two lines of preamble. */
export const COINBASE_HEADER =
  "ID,Timestamp,Transaction Type,Asset,Quantity Transacted,Price Currency,Price at Transaction,Subtotal,Total (inclusive of fees and/or spread),Fees and/or Spread,Notes";

/** Columns of the universal CSV that most books need. */
export const UNIVERSAL_HEADER =
  "Date,Account,Type,Sent Amount,Sent Asset,Received Amount,Received Asset,ID";
