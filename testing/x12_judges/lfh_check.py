# Reads each X12 file named on the command line with linuxforhealth-x12; prints the file and what it objects to.
import sys

from linuxforhealth.x12.io import X12ModelReader

for name in sys.argv[1:]:
    try:
        with open(name) as file:
            text = file.read()
        with X12ModelReader(text) as reader:
            count = sum(1 for _ in reader.models())
        print(f"{name}\t{'' if count else 'no transaction was read'}")
    except Exception as error:  # whatever it raises is its objection
        print(f"{name}\t{type(error).__name__}: {' '.join(str(error).split())}")
