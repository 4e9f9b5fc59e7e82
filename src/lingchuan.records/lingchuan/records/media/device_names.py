"""How a device is called by what it writes of itself."""


def device_name(make: str, model: str) -> str:
    """Return maker and model of a device, the maker once."""
    if model.lower().startswith(make.lower()):
        return model
    return f"{make} {model}".strip()
