"""How plone.restapi reads a query put to an index that takes none: it is refused."""

from plone.restapi.exceptions import QueryParsingError


class NoQuery:
    """There is nothing to read."""

    def __init__(self, index: object, context: object, request: object) -> None:
        pass

    def parse(self, query: object) -> object:
        """Refuse the query.

        Raises:
            QueryParsingError: always.
        """
        raise QueryParsingError("this index takes no query")
