"""Reads X12 files with linuxforhealth-x12 and prints, a line each, the file and OK or what it objects to."""
import sys

from linuxforhealth.x12.io import X12ModelReader

for path in sys.argv[1:]:
    try:
        with X12ModelReader(path) as reader:
            count = sum(1 for _ in reader.models())
        print(f"{path}: OK" if count else f"{path}: no transaction")
    except Exception as why:  # every refusal is an exception of some kind
        print(f"{path}: " + " ".join(str(why).split()))
