Files are shown in the browser only if their own bytes are a picture, audio, video or plain text; all else is downloaded, and no file may run a script.
