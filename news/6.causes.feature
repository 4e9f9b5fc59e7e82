An interruption states one of the causes of Art. 15 or, in words, another one; what goes beyond the five needs its reason, and only what is objective excuses a gap.
