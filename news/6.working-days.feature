The bureau keeps its own table of working days, with the document for each day, on a page and by `@working-days`; days that no notice covers are provisional and shown so.
