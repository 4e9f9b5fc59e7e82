Search that misses nothing Chinese: whole numbers, phrases, single characters, words in PDF and DOCX files; a search page with facets, counts and the words in context.
Plone's screens wholly in Chinese, dates ISO; folder contents with the columns of records.
Requests that cannot be read, and methods that an address does not know, are answered as what they are; HEAD is answered.
Records move to another site whole, with both histories, marks and files, or not at all: `python -m lingchuan.records.setup.moving`.
Faster than stock Plone in creating, searching and showing; `make bench` shows it side by side.
