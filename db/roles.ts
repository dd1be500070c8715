/**
 * Who may do what. The one table of it: the gates (db/tenant.ts, db/firm-gate.ts) ask it, and row security draws the same lines
 * in the database (db/schema/rules.ts and the tables of people).
 */

/** What can be done with one client's books. Everything but reading happens in a transaction that writes. */
export type Deed =
  | "read"
  | "write"
  /** Take a document away; it is noted. */
  | "download"
  /** A second person signs a report or a year off. */
  | "sign-off"
  /** Let people in, and out again. */
  | "share"
  | "export-all"
  | "delete"
  /** Say which of the firm's people work in these books, and hand them over. */
  | "assign"
  /** Write to the other side, and give a document that was asked for. */
  | "talk"
  /** Ask the other side for documents, and say that they will do. */
  | "ask";

/** What can be done with a firm. */
export type FirmDeed =
  | "see-team"
  | "manage-team"
  | "add-client"
  /** Ask for something of many clients at once. */
  | "bulk"
  /** Say for many clients at once whose work they are. */
  | "assign-clients";

/** As what somebody works in a firm. */
export const FIRM_ROLES = ["owner", "reviewer", "preparer", "viewer"] as const;
export type FirmRole = (typeof FIRM_ROLES)[number];

/** What a grant gives: to prepare is to read and to change, save what is the owner's alone. */
export const GRANT_ROLES = ["editor", "viewer"] as const;
export type GrantRole = (typeof GRANT_ROLES)[number];

/** As what somebody stands to one client's books: their own, their firm's in a role, or opened to them by a grant. */
export type Standing = "owner" | `firm-${FirmRole}` | GrantRole;

const BOOKS: Readonly<Record<Standing, readonly Deed[]>> = {
  owner: ["read", "write", "download", "share", "export-all", "delete", "talk"],
  "firm-owner": [
    "read",
    "write",
    "download",
    "sign-off",
    "share",
    "export-all",
    "delete",
    "assign",
    "talk",
    "ask",
  ],
  "firm-reviewer": [
    "read",
    "write",
    "download",
    "sign-off",
    "share",
    "export-all",
    "assign",
    "talk",
    "ask",
  ],
  "firm-preparer": ["read", "write", "download", "assign", "talk", "ask"],
  "firm-viewer": ["read", "download"],
  editor: ["read", "write", "download", "talk", "ask"],
  // The taxpayer of books a firm keeps is let in to look: they answer, and give what is asked for.
  viewer: ["read", "download", "talk"],
};

const FIRM: Readonly<Record<FirmRole, readonly FirmDeed[]>> = {
  owner: ["see-team", "manage-team", "add-client", "bulk", "assign-clients"],
  reviewer: ["see-team", "add-client", "bulk", "assign-clients"],
  preparer: ["see-team", "add-client", "bulk"],
  viewer: ["see-team"],
};

/** Firm roles that see every client, also where the others see only those assigned to them. */
export const SEES_ALL: readonly FirmRole[] = ["owner", "reviewer"];

/** True when somebody of that standing may do it with a client's books. */
export const mayDo = (standing: Standing, deed: Deed): boolean => BOOKS[standing].includes(deed);

/** True when somebody of that role may do it with their firm. */
export const mayDoInFirm = (role: FirmRole, deed: FirmDeed): boolean => FIRM[role].includes(deed);
