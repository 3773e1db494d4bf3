-- A tombstone refuses the signal for ever, whether it came before the recall or comes after it.
CREATE TABLE tombstone (
  signal_id uuid PRIMARY KEY,
  at timestamptz NOT NULL
);

-- Recalls applied, with the id under which each receipt is reported.
CREATE TABLE recall (
  id uuid PRIMARY KEY,
  signal_id uuid NOT NULL REFERENCES tombstone,
  reason text NOT NULL,
  receipt_event uuid NOT NULL,
  at timestamptz NOT NULL
);

-- Messages that could not be taken: never their content, only what lets the hub find them.
CREATE TABLE quarantine (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message_id uuid,
  signal_id uuid,
  reason text NOT NULL CHECK (reason ~ '^[a-z]+(-[a-z]+)*$'),
  size integer NOT NULL,
  at timestamptz NOT NULL
);

GRANT SELECT, INSERT ON tombstone, recall, quarantine TO desk_app;
