declare const idBrand: unique symbol;
type Id<Name extends string> = string & { readonly [idBrand]: Name };

/** Identifies a taxpayer whose books these are. */
export type ClientId = Id<"Client">;
/** Identifies a person who signs in. */
export type UserId = Id<"User">;
/** Identifies a practice of tax professionals. */
export type FirmId = Id<"Firm">;
/** Identifies one import of one file. */
export type BatchId = Id<"Batch">;
/** Identifies an uploaded file. */
export type UploadId = Id<"Upload">;
/** Identifies how one layout of files is read, through all its versions. */
export type TemplateId = Id<"Template">;
/** Identifies a document made from the books. */
export type ReportId = Id<"Report">;
/** Identifies one run of a job for a client. */
export type JobRunId = Id<"JobRun">;

/** Identifies lots named for a sale to come. */
export type TicketId = Id<"Ticket">;
/** Identifies a saved plan of sales, through all its versions. */
export type PlanId = Id<"Plan">;
/** Identifies what was told of units that lost their worth, through all its versions. */
export type LossEventId = Id<"LossEvent">;

/** Identifies a letter that lets somebody in. */
export type InvitationId = Id<"Invitation">;

/** Identifies a document that was asked for. */
export type DocumentRequestId = Id<"DocumentRequest">;
/** Identifies something asked for of many clients at once. */
export type BulkRunId = Id<"BulkRun">;

/** Identifies an export of everything in a client's books. */
export type ExportId = Id<"Export">;
/** Identifies the deletion of books or of an account. */
export type DeletionId = Id<"Deletion">;

/** Marks text from our own database or tests as an id. */
export const clientId = (text: string): ClientId => text as ClientId;
export const userId = (text: string): UserId => text as UserId;
export const firmId = (text: string): FirmId => text as FirmId;
export const batchId = (text: string): BatchId => text as BatchId;
export const uploadId = (text: string): UploadId => text as UploadId;
export const templateId = (text: string): TemplateId => text as TemplateId;
export const reportId = (text: string): ReportId => text as ReportId;
export const ticketId = (text: string): TicketId => text as TicketId;
export const planId = (text: string): PlanId => text as PlanId;
export const lossEventId = (text: string): LossEventId => text as LossEventId;
export const invitationId = (text: string): InvitationId => text as InvitationId;
export const documentRequestId = (text: string): DocumentRequestId => text as DocumentRequestId;
export const bulkRunId = (text: string): BulkRunId => text as BulkRunId;
export const exportId = (text: string): ExportId => text as ExportId;
export const deletionId = (text: string): DeletionId => text as DeletionId;
export const jobRunId = (text: string): JobRunId => text as JobRunId;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for the one spelling of a uuid we write: lower case with dashes. Anything else names nothing. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
