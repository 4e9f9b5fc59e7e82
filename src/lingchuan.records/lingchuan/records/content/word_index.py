"""The catalog's index of words: sets of documents, no scores (docs/adr/0006).

- Words and queries are core/words.py's; the catalog asks it as any other index.
- A query costs what its sets cost; no document is looked at, but for quoted phrases.
- A text may be a string or strings; each starts a line of its own.
"""

from Acquisition import Implicit
from BTrees.IIBTree import difference
from BTrees.IIBTree import IITreeSet
from BTrees.IIBTree import intersection
from BTrees.IIBTree import multiunion
from BTrees.IOBTree import IOBTree
from BTrees.Length import Length
from collections.abc import Iterable
from lingchuan.records.core.words import Clause
from lingchuan.records.core.words import pairs
from lingchuan.records.core.words import parse_query
from lingchuan.records.core.words import parts
from lingchuan.records.core.words import splits
from lingchuan.records.core.words import Term
from lingchuan.records.core.words import words
from OFS.SimpleItem import SimpleItem
from Products.PluginIndexes.interfaces import IPluggableIndex
from Products.PluginIndexes.interfaces import IQueryIndex
from Products.PluginIndexes.util import safe_callable
from Products.ZCatalog.query import IndexQuery
from Products.ZCTextIndex import WidCode
from Products.ZCTextIndex.Lexicon import Lexicon
from zope.interface import implementer


# A word in fewer documents keeps them in a tuple, in the bucket of the word itself.
FEW = 12
Found = IITreeSet


@implementer(IQueryIndex, IPluggableIndex)
class WordIndex(Implicit, SimpleItem):
    """Finds documents by words."""

    meta_type = "Lingchuan Word Index"
    operators = ("and", "or")
    useOperator = "or"
    query_options = ("query",)

    def __init__(self, id: str, attribute: str = "") -> None:
        self.id = id
        self.attribute = attribute or id
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.lexicon = Lexicon()
        self._documents = IOBTree()  # word id -> documents, a tuple or an IITreeSet
        self._words = IOBTree()  # document -> its word ids, encoded in their order
        self.document_count = Length()

    def index_object(self, documentId: int, obj: object, threshold=None) -> int:
        """Index the words of an object; return how many."""
        text = getattr(obj, self.attribute, None)
        text = text() if safe_callable(text) else text
        if text is None:
            return 0
        lines = (text,) if isinstance(text, str) else text
        found = words("\n".join(line for line in lines if isinstance(line, str)))
        encoded = WidCode.encode([self.lexicon._getWordIdCreate(w) for w in found])
        known = self._words.get(documentId)
        if known == encoded:
            return 0
        before = set() if known is None else set(WidCode.decode(known))
        after = set(WidCode.decode(encoded))
        for wid in sorted(before - after):
            self._drop(wid, documentId)
        for wid in sorted(after - before):
            self._put(wid, documentId)
        self._words[documentId] = encoded
        if known is None:
            self.document_count.change(1)
        return len(found)

    def unindex_object(self, documentId: int) -> None:
        """Forget a document."""
        encoded = self._words.get(documentId)
        if encoded is None:
            return
        for wid in sorted(set(WidCode.decode(encoded))):
            self._drop(wid, documentId)
        del self._words[documentId]
        self.document_count.change(-1)

    def _put(self, wid: int, document: int) -> None:
        documents = self._documents.get(wid, ())
        if not isinstance(documents, tuple):
            documents.insert(document)
        elif len(documents) < FEW:
            self._documents[wid] = (*documents, document)
        else:
            self._documents[wid] = IITreeSet((*documents, document))

    def _drop(self, wid: int, document: int) -> None:
        documents = self._documents[wid]
        if not isinstance(documents, tuple):
            documents.remove(document)
            return
        left = tuple(one for one in documents if one != document)
        if left:
            self._documents[wid] = left
        else:
            del self._documents[wid]

    def query_index(self, record: IndexQuery, resultset: object = None) -> Found:
        """Return the documents that a query asks for."""
        asked = parse_query(" ".join(str(key) for key in record.keys))
        return multiunion([self._all(clauses) for clauses in asked])

    def _apply_index(self, request: dict) -> tuple | None:
        record = IndexQuery(request, self.id, self.query_options)
        if record.keys is None:
            return None
        return self.query_index(record), (self.id,)

    def _all(self, clauses: Iterable[Clause]) -> Found:
        """Return the documents that have what is asked and nothing that is excluded."""
        sets = [self._clause(c) for c in clauses if not c.negative]
        found = _meet(sets)
        for clause in clauses:
            if clause.negative:
                found = difference(found, self._clause(clause))
        return found

    def _clause(self, clause: Clause) -> Found:
        sets = [self._term(term) for term in clause.terms]
        if clause.phrases:
            sets.append(multiunion([self._phrase(one) for one in clause.phrases]))
        return _meet(sets)

    def _term(self, term: Term) -> Found:
        if term.pairs:
            return self._run(term.word, {})
        if not term.prefix:
            return self._having(self.lexicon.get_wid(term.word))
        found = self._starting(term.word)
        return found or _meet([self._starting(part) for part in parts(term.word)])

    def _starting(self, word: str) -> Found:
        if len(word) == 1 and word.isascii():
            return self._having(self.lexicon.get_wid(word))
        wids = self.lexicon._wids.values(word, word + "\U0010ffff")
        return multiunion([self._having(wid) for wid in wids])

    def _run(self, run: str, known: dict[str, Found]) -> Found:
        """Return the documents with a run; if there are none, with the words in it."""
        if run not in known:
            found = self._all_pairs(run)
            if not found:
                found = multiunion(
                    [
                        intersection(self._all_pairs(head), self._run(tail, known))
                        for head, tail in splits(run)
                    ]
                )
            known[run] = found
        return known[run]

    def _all_pairs(self, run: str) -> Found:
        return _meet([self._having(self.lexicon.get_wid(pair)) for pair in pairs(run)])

    def _having(self, wid: int) -> Found:
        documents = self._documents.get(wid, ())
        return IITreeSet(documents) if isinstance(documents, tuple) else documents

    def _phrase(self, phrase: tuple[str, ...]) -> Found:
        wids = [self.lexicon.get_wid(word) for word in phrase]
        if 0 in wids:
            return IITreeSet()
        code = WidCode.encode(wids)
        candidates = _meet([self._having(wid) for wid in wids])
        return IITreeSet(one for one in candidates if code in self._words[one])

    def getEntryForObject(self, documentId: int, default=None) -> object:
        """Return the words of a document."""
        encoded = self._words.get(documentId)
        if encoded is None:
            return default
        return [self.lexicon.get_word(wid) for wid in WidCode.decode(encoded)]

    def getIndexSourceNames(self) -> list[str]:
        """Return the attribute that is indexed."""
        return [self.attribute]

    def getIndexQueryNames(self) -> tuple[str]:
        """Return the name that queries use."""
        return (self.id,)

    def numObjects(self) -> int:
        """Return the number of words."""
        return self.lexicon.length()

    def indexSize(self) -> int:
        """Return the number of documents."""
        return self.document_count()

    def uniqueValues(self, name=None, withLengths=0) -> list:
        """Return nothing: words are not listed (threats L8)."""
        return []


def _meet(sets: list[Found]) -> Found:
    """Return what is in all sets, smallest first."""
    ordered = sorted(sets, key=len)
    if not ordered:
        return IITreeSet()
    found = ordered[0]
    for other in ordered[1:]:
        if not found:
            break
        found = intersection(found, other)
    return found
