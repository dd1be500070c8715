import { z } from "zod";

/** An e-mail in the one form it is stored and compared in: trimmed, composed, lower case. Done before it is checked. */
export const normalEmail = (text: string): string => text.normalize("NFKC").trim().toLowerCase();

/** Reads an e-mail from a form. */
export const Email = z
  .string("Enter your e-mail.")
  .transform(normalEmail)
  .pipe(
    z
      .email("Enter a complete e-mail, such as name@example.com.")
      .max(254, "This e-mail is too long."),
  );
