"""Over the network to a FHIR server, and only when `selfcare send` was typed and answered with yes."""
