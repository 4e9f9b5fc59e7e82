"""Counts of what a search found, by the values of the catalog's indexes.

All of it is intersections of sets of catalog ids, of what the user may see; no object
and no brain is looked at.
"""

from BTrees.IIBTree import IITreeSet
from BTrees.IIBTree import intersection
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from plone import api
from Products.ZCatalog.query import IndexQuery


@dataclass(frozen=True, slots=True)
class Facet:
    """One index: how many of the found have each of its values."""

    index: str
    counts: Mapping[str, int]


class Search:
    """A query, narrowed by chosen values of facets."""

    def __init__(
        self,
        query: Mapping[str, object],
        indexes: Sequence[str],
        chosen: Mapping[str, Sequence[str]],
    ) -> None:
        """Take what is asked.

        Args:
            query: of the catalog.
            indexes: the facets.
            chosen: {index: values as text}; any of them will do.
        """
        self.catalog = api.portal.get_tool("portal_catalog")
        self.query = dict(query)
        self.indexes = indexes
        self.chosen = {
            name: [self._value(name, text) for text in values]
            for name, values in chosen.items()
            if values
        }

    def _index(self, name: str) -> object:
        return self.catalog._catalog.getIndex(name)

    def _value(self, name: str, text: str) -> object:
        """Return the index's value of a text; the text itself where there is none."""
        known = {str(value): value for value in self._index(name).uniqueValues()}
        return known.get(text, text)

    def results(self, **sorting: object) -> Sequence:
        """Return the brains found."""
        return self.catalog(**(self.query | self.chosen | sorting))

    def facets(self) -> list[Facet]:
        """Return the counts; of a facet that is chosen, as if it were not."""
        base = self._set_of(self.query)
        sets = {name: self._having(name, one) for name, one in self.chosen.items()}
        return [Facet(name, self._counts(name, base, sets)) for name in self.indexes]

    def _counts(
        self, name: str, base: IITreeSet, sets: Mapping[str, IITreeSet]
    ) -> dict[str, int]:
        found = base
        for other, having in sets.items():
            if other != name:
                found = intersection(found, having)
        counts = {
            str(value): len(intersection(found, self._having(name, [value])))
            for value in self._index(name).uniqueValues()
        }
        return {value: count for value, count in counts.items() if count}

    def _set_of(self, query: Mapping[str, object]) -> IITreeSet:
        # Without sorting, the lazy result keeps the ids in the order of the set.
        return IITreeSet(getattr(self.catalog(**query), "_seq", ()))

    def _having(self, name: str, values: Sequence[object]) -> IITreeSet:
        index = self._index(name)
        asked = IndexQuery(
            {name: list(values)},
            name,
            index.query_options,
            index.operators,
            index.useOperator,
        )
        return index.query_index(asked) or IITreeSet()
