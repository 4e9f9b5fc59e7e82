The recording duties of the measures (Art. 3–18) are judged for each activity, recording, paper and file, each with its article, its due day and what mends it.
