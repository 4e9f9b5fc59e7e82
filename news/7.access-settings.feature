Number requests to view and copy and the answers to them, and set the days, the downloads and the bodies to whom one may object.
