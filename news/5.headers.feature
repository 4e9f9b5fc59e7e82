Pages run no script but the site's own files, no answer is kept in a cache or shown in another site's frame, and a former address tells nothing.
