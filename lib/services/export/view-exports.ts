import { getClient } from "@/db/queries/clients";
import { type ClientExport, listExports } from "@/db/queries/exports";
import { isAtWork, listJobRuns } from "@/db/queries/job-runs";
import { getSettings } from "@/db/queries/settings";
import { mayDo } from "@/db/roles";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";
import { type Instant, instantFromEpoch } from "@/lib/time/instant";
import { minuteText } from "@/lib/time/wall-clock";
import { DEFAULT_SETTINGS } from "../gains/default-settings";
import { type RunView, runView } from "../view-import";

/** Exports that are told of. */
const SHOWN = 5;

/** An export as its page shows it. */
export interface ExportView {
  readonly id: string;
  /** When it was asked for, by the clocks of the tax zone. */
  readonly at: string;
  /** Null while it is made, and for one that failed. */
  readonly made: {
    readonly size: number;
    readonly sha256: string;
    readonly files: number;
    readonly rows: number;
    /** When its bytes go. */
    readonly until: string;
    /** False once its bytes are gone. */
    readonly isThere: boolean;
  } | null;
  /** The job, while it is not done. */
  readonly run: RunView | null;
}

/** What can be taken from these books as a whole, and by whom they can be deleted. */
export interface AllDataView {
  readonly client: string;
  readonly mayExport: boolean;
  readonly mayDelete: boolean;
  /** The books belong to a firm, or to who asks. */
  readonly isFirms: boolean;
  readonly isMaking: boolean;
  /** The latest, the newest first. */
  readonly exports: readonly ExportView[];
}

/** The page of a client's data as a whole. */
export async function viewData(
  user: Asking,
  clientId: string,
  now: Instant = instantFromEpoch(Date.now()),
): Promise<Result<AllDataView, GateRefusal>> {
  return withClient<AllDataView, never>(user, clientId, "read", async (tx) => {
    const client = await getClient(tx);
    const mayExport = mayDo(tx.standing, "export-all");
    const timeZone = (await getSettings(tx))?.timeZone ?? DEFAULT_SETTINGS.timeZone;
    const exports = mayExport ? await exportsOf(tx, timeZone, now) : [];
    return ok({
      client: client.name,
      mayExport,
      mayDelete: mayDo(tx.standing, "delete"),
      isFirms: client.firmId !== null,
      isMaking: isAtWork(exports[0]?.run ?? undefined),
      exports,
    });
  });
}

async function exportsOf(tx: ClientTx, zone: string, now: Instant): Promise<ExportView[]> {
  const views: ExportView[] = [];
  for (const kept of await listExports(tx, SHOWN)) {
    const made = madeOf(kept, zone, now);
    const [run] = made === null ? await listJobRuns(tx, { subjectId: kept.id, limit: 1 }) : [];
    views.push({
      id: kept.id,
      at: minuteText(kept.requestedAt, zone),
      made,
      run: run === undefined ? null : runView(run),
    });
  }
  return views;
}

function madeOf(
  { size, sha256, files, rows, expiresAt }: ClientExport,
  zone: string,
  now: Instant,
): ExportView["made"] {
  return size === null || sha256 === null || files === null || rows === null || expiresAt === null
    ? null
    : {
        size,
        sha256,
        files,
        rows,
        until: minuteText(expiresAt, zone),
        isThere: now < expiresAt,
      };
}
