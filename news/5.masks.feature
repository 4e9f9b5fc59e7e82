ID and phone numbers no longer appear in history, reasons, event details, error messages or the log of errors, and an address that holds one is refused.
