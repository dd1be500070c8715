ALTER TABLE "import_rows" DROP CONSTRAINT "import_rows_client_id_batch_id_import_batches_client_id_id_fk";
--> statement-breakpoint
ALTER TABLE "transactions" DROP CONSTRAINT "transactions_client_id_account_id_accounts_client_id_id_fk";
--> statement-breakpoint
ALTER TABLE "transactions" DROP CONSTRAINT "transactions_client_id_batch_id_import_batches_client_id_id_fk";
--> statement-breakpoint
ALTER POLICY "import_rows_of_client" ON "import_rows" TO public USING (client_id = (select nullif(current_setting('app.client_id', true), '')::uuid)) WITH CHECK (client_id = (select nullif(current_setting('app.client_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "transactions_of_client" ON "transactions" TO public USING (client_id = (select nullif(current_setting('app.client_id', true), '')::uuid)) WITH CHECK (client_id = (select nullif(current_setting('app.client_id', true), '')::uuid));