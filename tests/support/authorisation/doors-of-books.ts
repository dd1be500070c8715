import type { Deed } from "@/db/roles";

/** Opened to a grant of some tax years too, for those years alone. */
export const READ_IN_YEARS = `
  layout (dashboard)/clients/[clientId]
  page /clients/[clientId]
  page /clients/[clientId]/years
  page /clients/[clientId]/years/[year]
  page /clients/[clientId]/reports
  GET /api/clients/[clientId]/reports/[reportId]/preview/[page]
  GET /api/clients/[clientId]/jobs/[jobId]
`;

/** The doors of one client's books, by the deed that must be theirs who goes through (db/roles.ts). */
export const BOOKS: Readonly<Record<Deed, string>> = {
  read: `
    page /clients/[clientId]/amend
    page /clients/[clientId]/amend/[year]
    page /clients/[clientId]/data
    page /clients/[clientId]/documents
    page /clients/[clientId]/forms
    page /clients/[clientId]/harvest
    page /clients/[clientId]/harvest/losses
    page /clients/[clientId]/harvest/losses/[eventId]
    page /clients/[clientId]/harvest/losses/new
    page /clients/[clientId]/harvest/plans
    page /clients/[clientId]/harvest/plans/[planId]
    page /clients/[clientId]/harvest/plans/[planId]/compare
    page /clients/[clientId]/harvest/plans/new
    page /clients/[clientId]/harvest/rebuys
    page /clients/[clientId]/harvest/season
    page /clients/[clientId]/harvest/sell
    page /clients/[clientId]/harvest/tickets
    page /clients/[clientId]/harvest/tickets/[ticketId]
    page /clients/[clientId]/harvest/tickets/new
    page /clients/[clientId]/harvest/what-if
    page /clients/[clientId]/harvest/years
    page /clients/[clientId]/history
    page /clients/[clientId]/import
    page /clients/[clientId]/import/[batchId]
    page /clients/[clientId]/import/[batchId]/map
    page /clients/[clientId]/ledger
    page /clients/[clientId]/ledger/link
    page /clients/[clientId]/lots
    page /clients/[clientId]/messages
    page /clients/[clientId]/people
    page /clients/[clientId]/reports/[year]
    page /clients/[clientId]/reports/signed/[reportId]
    page /clients/[clientId]/review
    page /clients/[clientId]/review/quarantine
    page /clients/[clientId]/settings
    action clients/[clientId]/harvest/season/actions makeAddress
    action clients/[clientId]/harvest/season/actions endAddress
    action clients/[clientId]/history/actions checkHistory
    POST /api/clients/[clientId]/imports/[batchId]/mapping
    GET /api/clients/[clientId]/what-if
  `,
  write: `
    action clients/[clientId]/_books/actions linkRows
    action clients/[clientId]/_books/actions linkAllMoves
    action clients/[clientId]/_books/actions separateRows
    action clients/[clientId]/_books/actions denyMove
    action clients/[clientId]/_books/actions allowMove
    action clients/[clientId]/_books/migration-actions enterMigration
    action clients/[clientId]/amend/[year]/actions saveOriginals
    action clients/[clientId]/documents/actions importGiven
    action clients/[clientId]/forms/actions decide
    action clients/[clientId]/forms/actions decideAll
    action clients/[clientId]/forms/actions saveRow
    action clients/[clientId]/forms/actions removeRow
    action clients/[clientId]/forms/actions match
    action clients/[clientId]/forms/actions unmatch
    action clients/[clientId]/harvest/actions tickByHand
    action clients/[clientId]/harvest/actions markAsTold
    action clients/[clientId]/harvest/actions saveAccountCosts
    action clients/[clientId]/harvest/losses/actions saveLoss
    action clients/[clientId]/harvest/losses/actions removeLoss
    action clients/[clientId]/harvest/plans/actions keepPlan
    action clients/[clientId]/harvest/plans/actions sayOnPlan
    action clients/[clientId]/harvest/rebuys/actions saveRebuyDays
    action clients/[clientId]/harvest/season/actions setReminders
    action clients/[clientId]/harvest/tickets/actions saveTicket
    action clients/[clientId]/harvest/tickets/actions tellBroker
    action clients/[clientId]/harvest/tickets/actions takeTicketBack
    action clients/[clientId]/import/actions commit
    action clients/[clientId]/import/actions readAgain
    action clients/[clientId]/import/actions answer
    action clients/[clientId]/import/actions saveLayout
    action clients/[clientId]/import/actions removeLayout
    action clients/[clientId]/import/actions cancel
    action clients/[clientId]/import/actions undo
    action clients/[clientId]/ledger/actions saveTransaction
    action clients/[clientId]/ledger/actions voidEntry
    action clients/[clientId]/ledger/actions saveIdentification
    action clients/[clientId]/ledger/actions removeIdentification
    action clients/[clientId]/ledger/actions saveBrokerLine
    action clients/[clientId]/ledger/actions saveAdjustment
    action clients/[clientId]/ledger/actions withdrawReported
    action clients/[clientId]/reports/[year]/actions fileYear
    action clients/[clientId]/reports/[year]/actions saveEdit
    action clients/[clientId]/reports/[year]/actions removeEdit
    action clients/[clientId]/reports/[year]/actions savePayment
    action clients/[clientId]/reports/[year]/actions removePayment
    action clients/[clientId]/reports/[year]/actions reopenFiled
    action clients/[clientId]/reports/actions makeReport
    action clients/[clientId]/review/actions dismissItem
    action clients/[clientId]/review/actions reopenItem
    action clients/[clientId]/review/actions linkItem
    action clients/[clientId]/review/actions unlinkItem
    action clients/[clientId]/review/actions enterChange
    action clients/[clientId]/review/actions withdrawChange
    action clients/[clientId]/review/quarantine/actions decideRows
    action clients/[clientId]/settings/actions saveLedgerSettings
    action clients/[clientId]/settings/actions saveOrder
    action clients/[clientId]/settings/actions saveProfile
    action clients/[clientId]/settings/actions saveQuote
    action clients/[clientId]/settings/actions savePriceFile
    action clients/[clientId]/settings/actions askProviders
    action clients/[clientId]/settings/actions fetchPastPrices
    action clients/[clientId]/settings/actions saveAccountName
    action clients/[clientId]/settings/actions saveAccountFacts
    action clients/[clientId]/settings/actions saveAssetFacts
    action clients/[clientId]/settings/actions saveSharedSign
    action clients/[clientId]/settings/actions saveAllocation
    action clients/[clientId]/settings/actions removeAllocation
    action clients/actions moveClient
    action clients/actions unmoveClient
    action clients/actions dueOn
    POST /api/clients/[clientId]/losses/[eventId]/files
    POST /api/clients/[clientId]/uploads
  `,
  download: `
    GET /api/clients/[clientId]/calendar
    GET /api/clients/[clientId]/documents/[requestId]/files/[fileId]
    GET /api/clients/[clientId]/filing/[year]
    GET /api/clients/[clientId]/forms
    GET /api/clients/[clientId]/history
    GET /api/clients/[clientId]/losses/[eventId]
    GET /api/clients/[clientId]/losses/[eventId]/files/[fileId]
    GET /api/clients/[clientId]/lot-record
    GET /api/clients/[clientId]/plans/[planId]
    GET /api/clients/[clientId]/reports/[reportId]
    GET /api/clients/[clientId]/tickets/[ticketId]
    GET /api/clients/[clientId]/unused-lots
  `,
  "sign-off": `
    action clients/[clientId]/reports/actions signVersion
    action clients/[clientId]/reports/actions unsignVersion
  `,
  share: `
    action clients/[clientId]/people/actions sendInvite
    action clients/[clientId]/people/actions endPersonsAccess
    action clients/[clientId]/people/actions withdrawLetter
  `,
  talk: `
    action clients/[clientId]/messages/actions sendMessage
    POST /api/clients/[clientId]/documents/[requestId]/files
  `,
  ask: `
    action clients/[clientId]/documents/actions sendRequest
    action clients/[clientId]/documents/actions saveStep
  `,
  "export-all": `
    action clients/[clientId]/data/actions askForExport
    GET /api/clients/[clientId]/exports/[exportId]
  `,
  delete: `
    action clients/[clientId]/data/actions deleteThese
  `,
  assign: `
    action clients/[clientId]/people/actions saveAssignment
    action clients/[clientId]/people/actions sendHandOff
  `,
};
