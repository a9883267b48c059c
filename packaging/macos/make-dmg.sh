#!/bin/sh
# macOS: makes dist/RetroTimer.dmg from dist/RetroTimer.app, which packaging/build/build.py made.
set -eu
cd "$(dirname "$0")/../../dist"
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R RetroTimer.app "$stage/"
cp -R RetroTimer/licenses "$stage/Licenses"
ln -s /Applications "$stage/Applications"
codesign --force --deep --sign - "$stage/RetroTimer.app" # only signed by itself: the first start is by right click, Open
hdiutil create -volname RetroTimer -srcfolder "$stage" -ov -format UDZO RetroTimer.dmg
