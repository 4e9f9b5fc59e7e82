A decision on secrecy says its reason, holder, data or basis at every door, and nobody decides above their own clearance; marks and terms of state secrets are checked as they are written.
