-- Orders of restriction are few among what is open: a desk that is down leaves recalls by the
-- hundred thousand, which restriction_orders_overdue (024) read to find them.
CREATE INDEX recall_orders_open ON recall (due_at)
  WHERE receipted_at IS NULL AND reason IN ('restricted', 'lifted');
