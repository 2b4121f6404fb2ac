"""FHIR R4 resources as plain dicts, made from the material. Which of our facts becomes what: docs/fhir.md."""
