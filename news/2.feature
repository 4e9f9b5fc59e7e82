Keep permit files and their records in Plone: content types, numbering, workflows, confidentiality by keys and locks, an SQL ledger, pages, a demo site and its tests.
