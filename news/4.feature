A ledger that proves itself: every change and every read that counts is an event in one RFC 6962 tree, on SQLite or PostgreSQL, with signed checkpoints.
