Search that misses nothing Chinese: whole numbers, phrases, single characters, words in PDF and DOCX files; a search page with facets, counts and the words in context.
