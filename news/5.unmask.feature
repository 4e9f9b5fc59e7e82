Handlers of a file, the window clerk and the section head show one masked ID number, phone or address at a time, each as an event in the ledger.
