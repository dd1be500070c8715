/** Entry of a page of ours that says where name and number go: x and baseline of each, from the lower left corner. */
export const IDENTITY_ENTRY = "LotwiseIdentity";
