The decision notice of a request to view or copy is a numbered paper by the bureau's own Word template, filed in the case, an archived one too; it counts what is refused and names none of it.
