Redacted, washed and watermarked copies of PDFs, pictures, films, sounds and documents are made anew from what is seen and heard, so that nothing hidden in the original comes with them.
