ALTER TABLE market_prices FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- A price gives dollars to rows that have none, so figures change with it.
CREATE TRIGGER market_prices_added AFTER INSERT ON market_prices
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION raise_settings_version();
