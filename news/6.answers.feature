Heads and supervisors answer what only a person decides, or explain a failure; the answer stands beside the finding with name and reason and takes nothing away.
