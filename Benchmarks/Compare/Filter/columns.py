"""The columns that are kept of the table, in its order."""

COLUMNS = ["case_id", "opened", "status", "national_id", "dob", "country", "imei", "ip", "role"]
