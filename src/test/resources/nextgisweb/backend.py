"""The build of the stand-in: an editable wheel, written by hand so that nothing need be fetched."""
import os
import pathlib
import re
import zipfile

VERSION = re.search("'(.*)'", pathlib.Path("nextgisweb/__init__.py").read_text()).group(1)
INFO = f"nextgisweb-{VERSION}.dist-info/"


def get_requires_for_build_editable(settings=None):
    return []


def build_editable(folder, settings=None, metadata=None):
    name = f"nextgisweb-{VERSION}-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        wheel.writestr("nextgisweb.pth", os.getcwd())
        wheel.writestr(INFO + "METADATA", f"Metadata-Version: 2.1\nName: nextgisweb\nVersion: {VERSION}\n")
        wheel.writestr(INFO + "WHEEL", "Wheel-Version: 1.0\nGenerator: by hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(INFO + "entry_points.txt", "[console_scripts]\nnextgisweb = nextgisweb.script:main\n"
                       "nextgisweb-i18n = nextgisweb.script:i18n\nyarn = nextgisweb.script:yarn\n")
        wheel.writestr(INFO + "RECORD", "")
    return name
