def install(portal):
    pass


def uninstall(portal):
    pass
