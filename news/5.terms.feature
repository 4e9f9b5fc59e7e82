State secrets run out by their day and are published after a review alone; every restriction has its yearly review.
