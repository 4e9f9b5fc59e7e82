"""How plone.restapi reads a query put to an index that takes none."""


class NoQuery:
    """There is nothing to read; the index is as one that is not there."""

    def __init__(self, index: object, context: object, request: object) -> None:
        pass

    def parse(self, query: object) -> object:
        """Return the query; the index narrows nothing by it."""
        return query
