Pages for permit files, records, media, devices and the register, a start page by role, and a form for every transition; all work without JavaScript and on a phone.
