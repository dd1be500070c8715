import type { TemplateId } from "@/db/ids";
import { listTemplates } from "@/db/queries/mapping-templates";
import type { ClientTx } from "@/db/tenant";
import { FORM_1099_DA, readForm1099Da } from "@/lib/importers/form-1099-da";
import { looksLikeForm } from "@/lib/importers/form-mapping/columns";
import type { FormTemplate } from "@/lib/importers/form-mapping/template";
import { tableWithoutPersonal, withoutPersonal } from "@/lib/importers/form-privacy";
import { mappedSourceId } from "@/lib/importers/mapping";
import { sampleTable, type TableSample } from "@/lib/importers/mapping/sample";
import { openFile } from "@/lib/importers/read-file";
import { type FileRefusal, RefusedError } from "@/lib/importers/refusal";
import type { Answers } from "@/lib/importers/source";
import { err, invariant, ok, type Result } from "@/lib/result";
import { DEFAULT_SETTINGS } from "../gains/default-settings";
import type { Spooled } from "../imports/spool";
import { formTemplateIn, headerHash, templateIn } from "./stored-template";

/** What an uploaded file is, before anything of it is kept. */
export interface Recognised {
  /** Id and name of what reads it. */
  readonly source: string;
  readonly label: string;
  readonly version: string;
  readonly templateId: TemplateId | null;
  readonly templateVersion: number | null;
  /** The beginning of a table that no source of ours knows. */
  readonly head: TableSample | null;
  /** A person must say how it is read. */
  readonly isUnmapped: boolean;
  /** What is stored instead of the bytes as they came, where they hold what must not be kept. */
  readonly text: string | null;
  /** What a person is told about the file as a whole. */
  readonly notes: readonly string[];
}

/** The file to look at, with what a person said about it. */
export interface Arrived {
  readonly fileName: string;
  readonly file: Spooled;
  readonly answers: Answers;
  /** Rows looked at for the words of an unknown table. */
  readonly scan: number;
}

const PLAIN = {
  templateId: null,
  templateVersion: null,
  head: null,
  isUnmapped: false,
  text: null,
  notes: [],
};

/**
 * Says what a file is: a source's export (its first rows are read, so that a file broken there is refused), a broker's form, a layout the
 * client has one template for, or a table somebody has yet to explain. Everything else is refused with why.
 */
export async function recogniseUpload(
  tx: ClientTx,
  arrived: Arrived,
): Promise<Result<Recognised, FileRefusal>> {
  const known = await firstRows(arrived);
  if (known.ok) {
    return known;
  }
  const { error } = known;
  if (error.code === "not-a-ledger") {
    return (await brokerForm(arrived)) ?? known;
  }
  if (error.code !== "unknown-layout") {
    return known;
  }
  const sample = await sampleTable(() => inputOf(arrived), arrived.scan);
  if (!sample.ok) {
    return sample;
  }
  if (sample.value === null) {
    return known;
  }
  return isFormTable(sample.value) || (await formTold(tx, sample.value)) !== null
    ? formTable(tx, arrived, sample.value)
    : ok(await unknownTable(tx, sample.value));
}

const inputOf = ({ fileName, file, answers }: Arrived) => ({
  file: fileName,
  chunks: file.pieces(),
  encoding: answers.encoding ?? null,
});

async function firstRows(arrived: Arrived): Promise<Result<Recognised, FileRefusal>> {
  const { answers } = arrived;
  const options = { timeZone: DEFAULT_SETTINGS.timeZone, answers };
  const opened = await openFile(inputOf(arrived), options);
  if (!opened.ok) {
    return opened;
  }
  const { batches, kind } = opened.value;
  try {
    await batches.next();
  } catch (error) {
    if (error instanceof RefusedError) {
      return err(error.refusal);
    }
    throw error;
  } finally {
    await batches.return(undefined);
  }
  const { source, version } = kind;
  return ok({ ...PLAIN, source: source.id, label: source.label, version });
}

/** The client's one template of this header is used at once; with none, or several, a person says. */
async function unknownTable(tx: ClientTx, head: TableSample): Promise<Recognised> {
  const [only, ...more] = (await listTemplates(tx, headerHash(head.header))).filter(
    (stored) => templateIn(stored) !== null || formTemplateIn(stored) !== null,
  );
  if (only === undefined || more.length > 0) {
    return {
      ...PLAIN,
      source: "unknown",
      label: "Unknown layout",
      version: "",
      head,
      isUnmapped: true,
    };
  }
  const isForm = formTemplateIn(only) !== null;
  return {
    ...PLAIN,
    source: isForm ? FORM_1099_DA : mappedSourceId(only),
    label: isForm ? "Form 1099-DA" : only.name,
    version: "mapped",
    templateId: only.id,
    templateVersion: only.version,
    head,
  };
}

const isFormTable = ({ header }: TableSample): boolean => looksLikeForm(header);

/** A way told before to read this header as a form. */
async function formTold(tx: ClientTx, { header }: TableSample): Promise<FormTemplate | null> {
  const stored = await listTemplates(tx, headerHash(header));
  return stored.map(formTemplateIn).find((one) => one !== null) ?? null;
}

/** A table that is a broker's form by its header: nothing personal in it is kept, whoever says later how it is read. */
async function formTable(
  tx: ClientTx,
  arrived: Arrived,
  { header }: TableSample,
): Promise<Result<Recognised, FileRefusal>> {
  const kept = await tableWithoutPersonal(inputOf(arrived), header);
  if (!kept.ok) {
    return kept;
  }
  const { text, dropped } = kept.value;
  const chunks = () => ({ file: arrived.fileName, chunks: [Buffer.from(text)], encoding: null });
  const head = await sampleTable(chunks, arrived.scan);
  if (!head.ok) {
    return head;
  }
  invariant(head.value !== null, "what was taken out leaves the header and its rows");
  return ok({ ...(await unknownTable(tx, head.value)), text, notes: notesOf(dropped) });
}

/** What a person is told was not kept. */
function notesOf(dropped: readonly string[]): readonly string[] {
  return dropped.length === 0
    ? []
    : [
        `Names and taxpayer numbers are not kept: ${dropped.join(", ")} left out when the file came.`,
      ];
}

/** A broker's form, less what must not be kept; null when the report is another one. */
async function brokerForm(arrived: Arrived): Promise<Result<Recognised, FileRefusal> | null> {
  const kept = await withoutPersonal(inputOf(arrived));
  if (!kept.ok) {
    return kept.error.code === "unknown-layout" || kept.error.code === "not-text" ? null : kept;
  }
  const { text, dropped } = kept.value;
  const form = await readForm1099Da({ file: arrived.fileName, chunks: [Buffer.from(text)] });
  return form.ok
    ? ok({
        ...PLAIN,
        source: FORM_1099_DA,
        label: "Form 1099-DA",
        version: "consolidated",
        text,
        notes: notesOf(dropped),
      })
    : form;
}
