import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  pgPolicy,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instantColumn } from "../columns";
import type { UserId } from "../ids";
import { inSystem, nowColumn } from "./rules";
import { users } from "./users";

/** Passkeys: public keys of devices, which prove that their owner is there. Nothing of it is secret. */
export const passkeys = pgTable(
  "passkeys",
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The device's name of the key, base64url. */
    credentialId: text().notNull(),
    /** COSE, base64url. */
    publicKey: text().notNull(),
    /** How often the device says it was used; only grows. Many devices always say 0. */
    counter: bigint({ mode: "number" }).notNull(),
    /** How a browser reaches the device: "internal", "usb", "hybrid"… */
    transports: text().array().notNull(),
    /** Kept in its maker's cloud, so on more than one device. */
    isSynced: boolean().notNull(),
    /** Sealed. */
    name: text().notNull(),
    createdAt: nowColumn(),
    lastUsedAt: instantColumn(),
  },
  (table) => [
    uniqueIndex("passkeys_credential").on(table.credentialId),
    index("passkeys_user").on(table.userId),
    check("passkeys_name", sql`length(${table.name}) between 1 and 500`),
    pgPolicy("passkeys_system", { for: "all", using: inSystem, withCheck: inSystem }),
  ],
);
