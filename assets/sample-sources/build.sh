#!/bin/sh
# Dựng lại các tệp mẫu từ nguồn. Rebuilds the sample files from their sources.
# Needs: chromium (or CHROMIUM=...), the Tinos fonts (Debian: fonts-croscore), pdftoppm (poppler-utils),
#        python3 (or PYTHON=...) with python-docx and Pillow.
# The HTML pages in ../samples are their own source and are not touched.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
out=${1:-$here/../samples}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

print() { # HTML file, PDF file
    "${CHROMIUM:-chromium}" --headless --no-sandbox --disable-gpu --no-pdf-header-footer \
        --user-data-dir="$work/profile" --print-to-pdf="$2" "$1" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
}

for page in "$here"/pdf/*.html; do
    print "$page" "$out/$(basename "$page" .html).pdf"
done
print "$here/scan/KL-128-KL-TU.html" "$work/scan.pdf"
"${PYTHON:-python3}" "$here/build.py" "$out" "$work/scan.pdf"
