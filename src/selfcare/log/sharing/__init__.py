"""What a patient shares: facts in one file, signed by the patient's computer and sealed for one therapist; and opened again.

Within the age encryption stand a header, the signature over all the rest, and the facts. Signed inside and sealed outside:
who carries the file learns nothing from it, and whoever knows the therapist's key, which is no secret, can still not speak
for the patient.
"""
