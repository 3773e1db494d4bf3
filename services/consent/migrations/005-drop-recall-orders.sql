-- The exchange recalls by signal itself (gateway 011), in the act's own transaction: nothing is
-- owed.
DROP FUNCTION hand_over_recalls(integer);
DROP TABLE recall_order;
