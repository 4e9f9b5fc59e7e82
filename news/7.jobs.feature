What follows a step, such as a mail, is put into an outbox with the step itself and done by the server, retried where it fails, and shown to the administrator.
