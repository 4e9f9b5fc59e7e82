The register of devices keeps since when each device is in its state; what one recorded while it was out of service is not taken, and what it recorded before is.
