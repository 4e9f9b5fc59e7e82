A state secret is registered as a stub in one form, reached from its file's page; each record's page shows the decision on its secrecy.
