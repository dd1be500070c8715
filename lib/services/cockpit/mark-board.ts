import { insertAuditEvent } from "@/db/queries/audit-events";
import { insertDueMark, insertStageMark } from "@/db/queries/board-marks";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { parseCalendarDate } from "@/lib/time/calendar-date";
import { stageNamed } from "./stage";

/** Why nothing was changed. */
export type BoardRefusal =
  | GateRefusal
  | { readonly code: "invalid-input"; readonly fields: Readonly<Record<string, string>> };

const MOST_LETTERS = 500;

/**
 * Puts a client's year into another stage than the data say, with the reason, on their record. It stays there until somebody takes it
 * back or moves it again, whatever the data say meanwhile.
 */
export async function moveOnBoard(
  user: Asking,
  clientId: string,
  told: { readonly year: number; readonly stage: string; readonly reason: string },
): Promise<Result<null, BoardRefusal>> {
  const stage = stageNamed(told.stage);
  const reason = told.reason.trim();
  const fields = {
    ...(stage === null ? { stage: "Choose a stage." } : {}),
    ...(reason === "" ? { reason: "Say why: it stands beside the stage and on the record." } : {}),
    ...(reason.length > MOST_LETTERS ? { reason: `At most ${MOST_LETTERS} characters.` } : {}),
  };
  if (stage === null || Object.keys(fields).length > 0) {
    return err({ code: "invalid-input", fields });
  }
  return withClient<null, never>(user, clientId, "write", async (tx) => {
    await insertStageMark(tx, told.year, { stage, reason });
    await insertAuditEvent(tx, { deed: "board.move", detail: { year: told.year, stage } });
    return ok(null);
  });
}

/** Takes back what was said of the stage: the data say it again. */
export async function followData(
  user: Asking,
  clientId: string,
  year: number,
): Promise<Result<null, GateRefusal>> {
  return withClient<null, never>(user, clientId, "write", async (tx) => {
    await insertStageMark(tx, year, null);
    await insertAuditEvent(tx, { deed: "board.follow-data", detail: { year } });
    return ok(null);
  });
}

/** Says by when a client's year is to be done; an empty day goes back to the day the return is due by law. */
export async function setDue(
  user: Asking,
  clientId: string,
  told: { readonly year: number; readonly due: string },
): Promise<Result<null, BoardRefusal>> {
  const typed = told.due.trim();
  const dueOn = typed === "" ? null : parseCalendarDate(typed);
  if (typed !== "" && dueOn === null) {
    return err({ code: "invalid-input", fields: { due: "A day such as 2027-03-15." } });
  }
  return withClient<null, never>(user, clientId, "write", async (tx) => {
    await insertDueMark(tx, told.year, dueOn);
    await insertAuditEvent(tx, { deed: "board.due", detail: { year: told.year, due: dueOn } });
    return ok(null);
  });
}
